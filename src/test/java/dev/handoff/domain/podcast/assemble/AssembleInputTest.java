package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.kit.json.RecordSchema;
import org.junit.jupiter.api.Test;

class AssembleInputTest {

    private final ObjectMapper json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @Test
    void unknownFieldsReachTheInputOfTheCompletion() throws Exception {
        var input = json.readValue("""
                {"episode_id": "e", "template_id": "t", "main_content_filename": "talk.mp3",
                 "color": "red", "Deep": {"a": [1, null]}}""", AssembleInput.class);
        var template = json.readValue("{\"segments\": [{\"type\": \"main\"}]}", Template.class);

        var completion = json.valueToTree(input.with(template));

        assertThat(completion.path("color").asText()).isEqualTo("red");
        assertThat(completion.path("Deep")).isEqualTo(json.readTree("{\"a\": [1, null]}"));
        assertThat(completion.has("others")).isFalse();
        assertThat(json.treeToValue(completion, AssembleInput.class)).isEqualTo(input.with(template));
    }

    @Test
    void inputWithoutUnknownFieldsIsAsBefore() throws Exception {
        var input =
                json.readValue("{\"episode_id\": \"e\", \"main_content_filename\": \"a.mp3\"}", AssembleInput.class);

        var text = json.valueToTree(input.with(null));

        assertThat(text.has("others")).isFalse();
        assertThat(json.treeToValue(text, AssembleInput.class)).isEqualTo(input.with(null));
    }

    @Test
    void schemaKnowsNoFieldForThem() {
        var schema = RecordSchema.of(AssembleInput.class, json).asJson();

        assertThat(schema.at("/properties/others").isMissingNode()).isTrue();
        assertThat(schema.at("/properties/episode_id").isMissingNode()).isFalse();
    }
}
