package dev.handoff.edge.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
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

    // Some terminals obey control characters beyond ASCII, which JSON would let pass.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final String tracePrefix;

    /** @param project where traces are kept; without one Google is told the bare id, and finds it in its own project */
    CloudFormatter(Optional<String> project) {
        this.tracePrefix = project.map(id -> "projects/" + id + "/traces/").orElse("");
    }

    @Override
    public String format(ExtLogRecord entry) {
        var json = JSON.createObjectNode()
                .put("time", entry.getInstant().toString())
                .put("severity", severity(entry.getLevel()))
                .put("message", formatMessage(entry));
        addValues(json, entry.getParameters());
        json.put("logger", entry.getLoggerName()).put("thread", entry.getThreadName());
        addMdc(json, new TreeMap<>(entry.getMdcCopy()));
        if (entry.getThrown() != null) {
            json.put("stack_trace", stack(entry.getThrown()));
        }
        return line(json);
    }

    private static void addValues(ObjectNode json, Object[] parameters) {
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogLine line) {
            line.values().forEach(json::putPOJO);
        }
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
            json.set("mdc", JSON.valueToTree(mdc));
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

    private static String line(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers always make JSON", e);
        }
    }

    private static String stack(Throwable thrown) {
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }
}
