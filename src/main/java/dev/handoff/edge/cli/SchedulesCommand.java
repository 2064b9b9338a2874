package dev.handoff.edge.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows which tasks the server submits by the clock. */
@Command(name = "schedules", description = "Shows which tasks are submitted by the clock, see HANDOFF_SCHEDULES.")
final class SchedulesCommand extends RemoteCommand {

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var schedules = server().get("/api/schedules");
        if (json) {
            out().println(schedules.toPrettyString());
            return ExitCode.OK;
        }
        var rows = new ArrayList<List<String>>();
        for (var schedule : schedules.path("schedules")) {
            rows.add(List.of(
                    schedule.path("name").asText(),
                    schedule.path("type").asText(),
                    schedule.path("cron").asText(),
                    schedule.path("zone").asText(),
                    schedule.path("last_tick_at").asText("-"),
                    schedule.path("last_task_id").asText("-"),
                    schedule.path("next_tick_at").asText()));
        }
        Table.print(out(), List.of("NAME", "TYPE", "CRON", "ZONE", "LAST TICK", "ITS TASK", "NEXT TICK"), rows);
        return ExitCode.OK;
    }
}
