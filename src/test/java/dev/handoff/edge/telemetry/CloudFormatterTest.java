package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.ExtLogRecord.FormatStyle;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CloudFormatterTest {

    private static final Map<String, String> SPAN =
            Map.of("traceId", "0af7651916cd43dd8448eb211c80319c", "spanId", "b7ad6b7169203331", "sampled", "true");

    private final ExtLogRecord entry = new ExtLogRecord(Level.WARN, "%s", FormatStyle.PRINTF, "caller");

    @Test
    void valuesOfALineAreFieldsOfTheirOwn() throws Exception {
        entry.setParameters(
                new Object[] {LogLine.of("task.dead").with("attempt", 2).with("error", "a\nb")});

        var json = json(Optional.empty());

        assertThat(json.path("message").asText()).isEqualTo("event=task.dead attempt=2 error=\"a\\nb\"");
        assertThat(json.path("event").asText()).isEqualTo("task.dead");
        assertThat(json.path("attempt").isInt()).isTrue();
        assertThat(json.path("error").asText()).isEqualTo("a\nb");
    }

    @Test
    void timesAreNumbers() throws Exception {
        entry.setParameters(new Object[] {LogLine.of("task.succeeded").with("duration", Duration.ofMillis(1_250))});

        var json = json(Optional.empty());

        assertThat(json.path("message").asText()).isEqualTo("event=task.succeeded duration=1.25s");
        assertThat(json.path("duration").isNumber()).isTrue();
        assertThat(json.path("duration").doubleValue()).isEqualTo(1.25);
    }

    @Test
    void traceIsNamedAsGoogleReadsIt() throws Exception {
        entry.setMdc(SPAN);

        var json = json(Optional.of("acme"));

        assertThat(json.path("logging.googleapis.com/trace").asText())
                .isEqualTo("projects/acme/traces/0af7651916cd43dd8448eb211c80319c");
        assertThat(json.path("logging.googleapis.com/spanId").asText()).isEqualTo("b7ad6b7169203331");
        assertThat(json.path("logging.googleapis.com/trace_sampled").isBoolean())
                .isTrue();
    }

    @Test
    void whatHandlersPutIntoTheMdcIsKept() throws Exception {
        entry.setMdc(Map.of("tenant", "acme", "parentId", "b7ad6b7169203331"));

        assertThat(json(Optional.empty()).path("mdc")).hasToString("{\"tenant\":\"acme\"}");
    }

    @Test
    void traceStaysBareWithoutAProject() throws Exception {
        entry.setMdc(SPAN);

        assertThat(json(Optional.empty()).path("logging.googleapis.com/trace").asText())
                .isEqualTo("0af7651916cd43dd8448eb211c80319c");
    }

    @ParameterizedTest
    @CsvSource({
        "TRACE, DEBUG",
        "DEBUG, DEBUG",
        "INFO, INFO",
        "WARN, WARNING",
        "ERROR, ERROR",
        "FATAL, CRITICAL",
        "FINE, DEBUG",
        "CONFIG, DEBUG",
        "WARNING, WARNING",
        "SEVERE, ERROR"
    })
    void levelIsOneThatGoogleKnows(String level, String severity) throws Exception {
        entry.setLevel(Level.parse(level));

        assertThat(json(Optional.empty()).path("severity").asText()).isEqualTo(severity);
    }

    @Test
    void stackIsWhereErrorReportingLooks() throws Exception {
        entry.setThrown(new IllegalStateException("broken"));

        assertThat(json(Optional.empty()).path("stack_trace").asText())
                .startsWith("java.lang.IllegalStateException: broken\n\tat ");
    }

    @Test
    void forgedMessageStaysOneLine() throws Exception {
        entry.setMessage("a\r\n{\"severity\":\"INFO\"}\u001b[2J\u009b2J\u202e", FormatStyle.NO_FORMAT);

        var line = new CloudFormatter(Optional.empty()).format(entry);

        assertThat(line.strip()).matches("\\p{Print}+");
        assertThat(json(Optional.empty()).path("severity").asText()).isEqualTo("WARNING");
    }

    @Test
    void timeIsToTheNanosecond() throws Exception {
        entry.setInstant(Instant.parse("2026-01-02T03:04:05.678901234Z"));

        assertThat(json(Optional.empty()).path("time").asText()).isEqualTo("2026-01-02T03:04:05.678901234Z");
    }

    private JsonNode json(Optional<String> project) throws Exception {
        return new ObjectMapper().readTree(new CloudFormatter(project).format(entry));
    }
}
