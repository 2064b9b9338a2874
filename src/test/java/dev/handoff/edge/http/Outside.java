package dev.handoff.edge.http;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What others ask for: uploads and messages make tasks, and a clock elsewhere ticks. Nobody here transcribes what comes in. */
public final class Outside implements QuarkusTestProfile {

    private static final Map<String, String> UPLOADS = Map.of(
            "HANDOFF_INPUT", "gs://talks/in,gs://shows",
            "HANDOFF_OUTPUT", "gs://talks/in/output",
            "HANDOFF_SERVE", "process-message",
            "HANDOFF_SPEECH", "openai",
            "OPENAI_BASE_URL", "http://localhost:1");

    @Override
    public Map<String, String> getConfigOverrides() {
        var settings = new HashMap<>(UPLOADS);
        settings.put("handoff.scheduler.mode", "off");
        settings.put("handoff.scheduler.schedules", schedules());
        return settings;
    }

    /** Their last tick was half an hour ago, which is well away from now: no tick comes while the tests run. */
    private static String schedules() {
        var time = OffsetDateTime.now(ZoneOffset.UTC).minusMinutes(30);
        return Stream.of("daily", "once", "raced", "early")
                .map(name -> "\"" + name + "\": {\"type\": \"process-message\", \"cron\": \"" + time.getMinute() + " "
                        + time.getHour() + " * * *\", \"input\": {\"text\": \"of " + name + "\"}}")
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
