package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What the server submits by the clock. */
@Command(
        name = "schedules",
        description =
                "Shows which tasks are submitted by the clock, see HANDOFF_SCHEDULES, submits one now, or pauses a "
                        + "schedule.",
        synopsisSubcommandLabel = "[run|pause|resume]",
        footer = "%nExample: handoff schedules pause nightly --reason holidays")
final class SchedulesCommand extends RemoteCommand {

    private static final String NAME = "The schedule's name.";
    private static final String WHY = "Why; kept in the audit log.";

    @Option(names = "--json", description = "Prints everything as JSON.")
    private boolean json;

    @Command(
            name = "run",
            description = "Submits the task of a schedule now, beside its ticks, and prints its id.",
            mixinStandardHelpOptions = true)
    int run(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = WHY) String reason) {
        out().println(act(name, "run", reason).path("task_id").asText());
        return ExitCode.OK;
    }

    @Command(
            name = "pause",
            description = "Keeps a schedule from ticking, on every instance.",
            mixinStandardHelpOptions = true)
    int pause(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = WHY) String reason) {
        var since = act(name, "pause", reason).path("paused").path("paused_at").asText();
        out().println(name + " is paused since " + since + "; ./handoff schedules resume " + name + " ends it");
        return ExitCode.OK;
    }

    @Command(
            name = "resume",
            description = "Has a schedule tick from now on; what it has missed is left out.",
            mixinStandardHelpOptions = true)
    int resume(
            @Parameters(paramLabel = "NAME", description = NAME) String name,
            @Option(names = "--reason", paramLabel = "TEXT", description = WHY) String reason) {
        boolean resumed = act(name, "resume", reason).path("resumed").asBoolean();
        out().println(name + (resumed ? " goes on" : " wasn't paused"));
        return ExitCode.OK;
    }

    private JsonNode act(String name, String action, String reason) {
        return server().post(Server.schedule(name) + "/" + action, Server.because(reason));
    }

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
                    schedule.has("paused")
                            ? paused(schedule)
                            : schedule.path("next_tick_at").asText()));
        }
        Table.print(out(), List.of("NAME", "TYPE", "CRON", "ZONE", "LAST TICK", "ITS TASK", "NEXT TICK"), rows);
        return ExitCode.OK;
    }

    private static String paused(JsonNode schedule) {
        var pause = schedule.path("paused");
        return "paused since " + pause.path("paused_at").asText() + " by "
                + pause.path("by").asText()
                + (pause.has("reason") ? ": " + pause.path("reason").asText() : "");
    }
}
