package dev.handoff.edge.telemetry;

import java.util.TreeMap;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes one JSON object a line in the Elastic Common Schema. The values of a {@link LogLine} stand below {@code handoff}, so
 * that no name of ours is taken for one of the schema's.
 *
 * @see <a href="https://www.elastic.co/docs/reference/ecs">the fields</a>
 */
final class EcsFormatter extends ExtFormatter {

    private static final String VERSION = "8.11.0";

    @Override
    public String format(ExtLogRecord entry) {
        var json = JsonLine.empty()
                .put("@timestamp", entry.getInstant().toString())
                .put("log.level", entry.getLevel().getName())
                .put("message", formatMessage(entry))
                .put("ecs.version", VERSION)
                .put("service.name", "handoff")
                .put("log.logger", entry.getLoggerName())
                .put("process.thread.name", entry.getThreadName());
        var values = JsonLine.empty();
        JsonLine.addValues(values, entry);
        if (!values.isEmpty()) {
            json.set("handoff", values);
        }
        var mdc = new TreeMap<>(entry.getMdcCopy());
        if (mdc.containsKey("traceId")) {
            json.put("trace.id", mdc.get("traceId")).put("span.id", mdc.get("spanId"));
        }
        if (entry.getThrown() != null) {
            json.put("error.type", entry.getThrown().getClass().getName())
                    .put("error.message", entry.getThrown().getMessage())
                    .put("error.stack_trace", JsonLine.stack(entry.getThrown()));
        }
        return JsonLine.of(json);
    }
}
