package dev.handoff.edge.telemetry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.jboss.logmanager.ExtLogRecord;

/** What the forms of JSON logs have in common: one object a line, with the values of a {@link LogLine} as fields. */
final class JsonLine {

    // Some terminals obey control characters beyond ASCII, which JSON would let pass.
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private JsonLine() {}

    static ObjectNode empty() {
        return JSON.createObjectNode();
    }

    static void addValues(ObjectNode json, ExtLogRecord entry) {
        var parameters = entry.getParameters();
        if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogLine line) {
            line.values().forEach(json::putPOJO);
        }
    }

    static String stack(Throwable thrown) {
        var stack = new StringWriter();
        thrown.printStackTrace(new PrintWriter(stack));
        return stack.toString();
    }

    static String of(ObjectNode json) {
        try {
            return JSON.writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("strings and numbers always make JSON", e);
        }
    }
}
