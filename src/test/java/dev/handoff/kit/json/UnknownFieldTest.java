package dev.handoff.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.event.Open;
import dev.handoff.task.Violation;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownFieldTest {

    private record Input(String filename, String userId, Place place, List<Place> places, Message message, Bag bag) {}

    private record Place(String city) {}

    @Open
    private record Message(String text) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Bag(String name) {}

    @OneOf({"id", "name"})
    private record Either(String id, String name) {}

    private final ObjectMapper json = new ObjectMapper();
    private final RecordSchema schema = RecordSchema.of(Input.class, json);

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"file_name\": 1} | /file_name is unknown; did you mean filename?",
                "{\"colour\": 1} | /colour is unknown; known are bag, filename, message, place, places, user_id",
                "{\"place\": {\"citty\": 1}} | /place/citty is unknown; did you mean city?",
                "{\"places\": [{\"city\": \"a\"}, {\"filename\": 1}]} | /places/1/filename is unknown; known are city",
            })
    void hintIsAboutTheObjectThatHasTheField(String input, String told) throws Exception {
        assertThat(violations(input)).map(it -> it.field() + " " + it.message()).containsExactly(told);
    }

    @Test
    void openRecordsTakeFieldsOfAnyName() throws Exception {
        assertThat(violations("{\"message\": {\"txt\": 1}, \"bag\": {\"nam\": {\"a\": []}}}"))
                .isEmpty();
    }

    @Test
    void alternativesExcludeEachOther() throws Exception {
        var either = RecordSchema.of(Either.class, json);

        assertThat(either.violations(json.readTree("{\"id\": \"a\"}"))).isEmpty();
        assertThat(either.violations(json.readTree("{}"))).isNotEmpty();
        assertThat(either.violations(json.readTree("{\"id\": \"a\", \"name\": \"b\"}")))
                .isNotEmpty();
    }

    @Test
    void manyLongNamesCostLittle() {
        var input = json.createObjectNode();
        IntStream.range(0, 2000).forEach(i -> input.put("f".repeat(990) + i, 1));

        var told = Violation.first(schema.violations(input));

        assertThat(told).hasSize(21);
        assertThat(told.getLast().message()).isEqualTo("and 1980 more");
    }

    private List<Violation> violations(String input) throws JsonProcessingException {
        JsonNode value = json.readTree(input);
        return schema.violations(value);
    }
}
