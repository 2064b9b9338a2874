package dev.handoff.edge.telemetry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.logging.Level;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtLogRecord;

/**
 * Writes one JSON object a line, as Google Cloud Logging reads it: with severity, time, the stack where Error Reporting
 * looks for it, and the trace that the line belongs to. The values of a {@link LogLine} are fields of their own.
 *
 * @see <a href="https://cloud.google.com/logging/docs/structured-logging">Google on special fields</a>
 */
final class CloudFormatter extends ExtFormatter {

    private final String tracePrefix;

    /** @param project where traces are kept; without one Google is told the bare id, and finds it in its own project */
    CloudFormatter(Optional<String> project) {
        this.tracePrefix = project.map(id -> "projects/" + id + "/traces/").orElse("");
    }

    @Override
    public String format(ExtLogRecord entry) {
        var json = JsonLine.empty()
                .put("time", entry.getInstant().toString())
                .put("severity", severity(entry.getLevel()))
                .put("message", formatMessage(entry));
        JsonLine.addValues(json, entry);
        json.put("logger", entry.getLoggerName()).put("thread", entry.getThreadName());
        addMdc(json, new TreeMap<>(entry.getMdcCopy()));
        if (entry.getThrown() != null) {
            json.put("stack_trace", JsonLine.stack(entry.getThrown()));
        }
        return JsonLine.of(json);
    }

    private void addMdc(ObjectNode json, Map<String, String> mdc) {
        var trace = mdc.remove("traceId");
        var span = mdc.remove("spanId");
        var sampled = mdc.remove("sampled");
        // Quarkus puts it beside the others, but Google has no use for it.
        mdc.remove("parentId");
        if (trace != null) {
            json.put("logging.googleapis.com/trace", tracePrefix + trace)
                    .put("logging.googleapis.com/spanId", span)
                    .put("logging.googleapis.com/trace_sampled", Boolean.parseBoolean(sampled));
        }
        if (!mdc.isEmpty()) {
            mdc.forEach(json.putObject("mdc")::put);
        }
    }

    private static String severity(Level level) {
        var value = level.intValue();
        if (value < Level.INFO.intValue()) {
            return "DEBUG";
        }
        if (value < Level.WARNING.intValue()) {
            return "INFO";
        }
        if (value < Level.SEVERE.intValue()) {
            return "WARNING";
        }
        return value > Level.SEVERE.intValue() ? "CRITICAL" : "ERROR";
    }
}
