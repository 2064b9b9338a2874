package dev.handoff.tool.emulator.cloudtasks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The headers of a push. */
final class Headers {

    /** Replaced or left out, says the documentation of {@code HttpRequest.headers}; what belongs to a connection as well. */
    private static final Set<String> IGNORED =
            Set.of("host", "content-length", "user-agent", "connection", "transfer-encoding");

    private static final List<String> RESERVED = List.of("x-google-", "x-appengine-", "x-cloudtasks-");
    private static final Map<String, String> OWN = Map.of("User-Agent", "Google-Cloud-Tasks");

    private Headers() {}

    /** What a task keeps of the headers that its creator set; {@code Content-Type} is not added to them. */
    static Map<String, String> kept(Map<String, String> given) {
        var kept = new TreeMap<>(OWN);
        given.forEach((name, value) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (!IGNORED.contains(lower) && RESERVED.stream().noneMatch(lower::startsWith)) {
                kept.put(name, value);
            }
        });
        return kept;
    }

    /**
     * What the service adds: https://cloud.google.com/tasks/docs/creating-http-target-tasks, "Handle task requests". The
     * reason of a retry is empty, as the real service sends it to HTTP targets.
     */
    static Map<String, String> of(Push push) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("X-CloudTasks-QueueName", push.task().queue().id());
        headers.put("X-CloudTasks-TaskName", push.task().id());
        headers.put("X-CloudTasks-TaskRetryCount", Integer.toString(push.retries()));
        headers.put("X-CloudTasks-TaskExecutionCount", Integer.toString(push.executions()));
        headers.put(
                "X-CloudTasks-TaskETA",
                "%d.%06d".formatted(push.eta().getEpochSecond(), push.eta().getNano() / 1_000));
        push.previous().ifPresent(status -> headers.put("X-CloudTasks-TaskPreviousResponse", Integer.toString(status)));
        if (push.retries() > 0) {
            headers.put("X-CloudTasks-TaskRetryReason", "");
        }
        return headers;
    }
}
