package dev.handoff.engine.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.engine.TaskTypes;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Schedules for tests without a container. */
final class SchedulesOf {

    private SchedulesOf() {}

    /** One that ticks at every hour, and one at noon that may be an hour late. */
    static Schedules anHourAndADay() {
        var text = """
                {"hourly": {"type": "process-message", "cron": "0 * * * *", "input": {"text": "h"}},
                 "daily": {"type": "process-message", "cron": "0 12 * * *", "input": {"text": "d"}, "deadline_seconds": 3600}}""";
        var config = Settings.of(ScheduleConfig.class, Map.of("HANDOFF_SCHEDULES", text));
        var json = new ObjectMapper();
        return new Schedules(config, new TaskTypes(List.of(new ProcessMessage()), Optional.empty(), json), json);
    }
}
