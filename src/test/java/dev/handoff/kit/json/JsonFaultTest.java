package dev.handoff.kit.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonFaultTest {

    private enum Colour {
        RED,
        GREEN
    }

    private record Sample(
            int count,
            Optional<Long> size,
            Double ratio,
            boolean ready,
            String name,
            List<String> tags,
            Colour colour) {}

    private final ObjectMapper json = new ObjectMapper();

    JsonFaultTest() {
        json.registerModule(new Jdk8Module());
        new JsonRules().customize(json);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"count\": 1.5}       | /count  | must be a whole number",
                "{\"count\": 1.0}       | /count  | must be a whole number",
                "{\"count\": \"1\"}     | /count  | must be a whole number",
                "{\"size\": \"\"}       | /size   | must be a whole number",
                "{\"ratio\": \"x\"}     | /ratio  | must be a number",
                "{\"ready\": \"true\"}  | /ready  | must be true or false",
                "{\"name\": 1}          | /name   | must be a text",
                "{\"tags\": \"a\"}      | /tags   | must be an array",
                "{\"tags\": [1]}        | /tags/0 | must be a text",
                "{\"colour\": \"blue\"} | /colour | must be one of red, green",
                "{\"name\": \"a\\ud83d\"} | /name | a text has half of a surrogate pair"
            })
    void faultIsToldWithItsPlace(String text, String pointer, String reason) {
        var failure = failure(text);

        assertThat(JsonFault.pointer(failure)).isEqualTo(pointer);
        assertThat(JsonFault.reason(failure)).isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"count\": NaN}",
                "{\"ratio\": -Infinity}",
                "{count: 1}",
                "{'count': 1}",
                "{\"count\": 01}",
                "{\"count\": +1}",
                "{\"count\": .5}",
                "{\"count\": 1.}",
                "{\"name\": \"a\nb\"}",
                "{\"name\": \"\\x\"}",
                "{// no\n}",
                "{\"count\": 99999999999}",
                "{\"count\": 1,}",
                "{\"count\": 1",
                "oops",
                "[[[[",
                "{\"count\": 1, \"count\": 2}",
                "{\"count\": 1} 2",
                "{\"count\": null",
                "[]",
                ""
            })
    void noWordIsJacksonsOwn(String text) {
        assertThat(JsonFault.reason(failure(text)))
                .doesNotContain(
                        "`",
                        "java.",
                        "handoff.",
                        "Feature",
                        "FEATURE",
                        "ALLOW_",
                        "oercion",
                        "Deserial",
                        "Token",
                        "START_")
                .isNotBlank();
    }

    @Test
    void textWithWholeCharactersIsRead() throws Exception {
        assertThat(json.readValue("{\"name\": \"\\ud83d\\ude80\", \"tags\": [\"ß\", null]}", Sample.class)
                        .name())
                .isEqualTo("🚀");
        assertThat(json.readValue("null", String.class)).isNull();
    }

    private JsonProcessingException failure(String text) {
        return catchThrowableOfType(JsonProcessingException.class, () -> json.readValue(text, Sample.class));
    }
}
