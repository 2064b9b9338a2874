package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;

class EcsFormatterTest {

    private final ExtLogRecord entry = new ExtLogRecord(Level.WARN, "%s", FormatStyle.PRINTF, "caller");

    @Test
    void fieldsAreThoseOfTheSchemaAndOursStandApart() throws Exception {
        entry.setInstant(Instant.parse("2026-01-02T03:04:05Z"));
        entry.setLoggerName("dev.handoff.tasks");
        entry.setMdc(Map.of("traceId", "0af7651916cd43dd8448eb211c80319c", "spanId", "b7ad6b7169203331"));
        entry.setParameters(new Object[] {
            LogLine.of("task.dead").with("duration", Duration.ofMillis(500)).with("longest", Duration.ofSeconds(30))
        });

        var json = json();

        assertThat(json.path("@timestamp").asText()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(json.path("log.level").asText()).isEqualTo("WARN");
        assertThat(json.path("log.logger").asText()).isEqualTo("dev.handoff.tasks");
        assertThat(json.path("message").asText()).isEqualTo("event=task.dead duration=0.5s longest=30s");
        assertThat(json.path("trace.id").asText()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
        assertThat(json.at("/handoff/event").asText()).isEqualTo("task.dead");
        assertThat(json.at("/handoff/duration").doubleValue()).isEqualTo(0.5);
        assertThat(new EcsFormatter().format(entry)).contains("\"longest\":30}");
    }

    @Test
    void failureHasTypeMessageAndStack() throws Exception {
        entry.setThrown(new IllegalStateException("broken"));

        assertThat(json().path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(json().path("error.message").asText()).isEqualTo("broken");
        assertThat(json().path("error.stack_trace").asText()).contains("\tat ");
    }

    private JsonNode json() throws Exception {
        return new ObjectMapper().readTree(new EcsFormatter().format(entry));
    }
}
