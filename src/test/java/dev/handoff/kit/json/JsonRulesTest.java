package dev.handoff.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JsonRulesTest {

    private final ObjectMapper json = new ObjectMapper();

    record Sample(TaskId taskId, Instant runAt, Duration timeout, Optional<String> name) {}

    @BeforeEach
    void applyRules() {
        json.registerModules(new Jdk8Module(), new JavaTimeModule());
        new JsonRules().customize(json);
    }

    @Test
    void valuesAreReadAsTheyAreWritten() throws Exception {
        var id = new TaskId(UUID.fromString("018f0000-0000-7000-8000-000000000000"));
        var sample = new Sample(id, Instant.EPOCH, Duration.ofMinutes(10), Optional.empty());

        var text = json.writeValueAsString(sample);

        assertThat(text).isEqualTo("""
                        {"task_id":"018f0000-0000-7000-8000-000000000000","run_at":"1970-01-01T00:00:00Z","timeout":"PT10M"}""");
        assertThat(json.readValue(text, Sample.class)).isEqualTo(sample);
    }

    @Test
    void numbersStayAsTheyWere() throws Exception {
        for (var text : new String[] {"0.1000000000000000055", "12345678901234567890", "1.50"}) {
            assertThat(json.readTree(text)).hasToString(text);
        }
        assertThat(json.readTree("1e300").decimalValue()).isEqualByComparingTo("1e300");
    }

    @Test
    void nothingIsUnbounded() {
        refused("[".repeat(65) + "]".repeat(65));
        refused("1".repeat(101));
        refused("{\"" + "k".repeat(1001) + "\": 1}");
        refused("\"" + "x".repeat(1024 * 1024 + 1) + "\"");
        refused("1e999999999");
        refused("{\"a\": [1e-999999999]}");
    }

    @Test
    void halfCharactersAreNotSwallowed() throws Exception {
        refused("\"\\ud800\"");
        refused("{\"\\udc00\": 1}");
        assertThat(json.readTree("\"\\ud83d\\ude00\"").textValue()).isEqualTo("😀");
    }

    @Test
    void nullIsAValue() throws Exception {
        assertThat(json.readTree("null").isNull()).isTrue();
        assertThat(json.readTree("{\"a\": null}").get("a").isNull()).isTrue();
    }

    @Test
    void nothingIsAmbiguous() {
        refused("{\"a\": 1, \"a\": 2}");
        refused("{} {}");
    }

    @Test
    void numbersAndTextsAreNotMistakenForEachOther() {
        assertThatThrownBy(() -> json.readValue("5", String.class)).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> json.readValue("\"5\"", int.class)).isInstanceOf(Exception.class);
        assertThatThrownBy(() -> json.readValue("1.5", int.class)).isInstanceOf(Exception.class);
    }

    @Test
    void fieldsOfANewerReleaseAreIgnored() throws Exception {
        assertThat(json.readValue("{\"new_field\": 1}", Sample.class).name()).isEmpty();
    }

    private void refused(String text) {
        assertThatThrownBy(() -> json.readValue(text, JsonNode.class)).isInstanceOf(Exception.class);
    }
}
