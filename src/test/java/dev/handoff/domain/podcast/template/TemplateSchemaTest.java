package dev.handoff.domain.podcast.template;

import static dev.handoff.domain.podcast.template.Templating.JSON;
import static dev.handoff.domain.podcast.template.Templating.tree;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Violation;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateSchemaTest {

    private static final RecordSchema SCHEMA = RecordSchema.of(Template.class, JSON);

    /** As the input of a task that takes a template by its id or as it is. */
    record Input(String templateId, Template template) {}

    /** As the input of a task that always takes one. */
    record Strict(@NotNull Template template) {}

    @Test
    void segmentIsOneOfFourByItsType() {
        var branches = SCHEMA.asJson().at("/properties/segments/items/oneOf");

        assertThat(branches.findValuesAsText("const")).containsExactly("clip", "main", "speech", "silence");
        assertThat(branches).allSatisfy(branch -> assertThat(
                        branch.get("additionalProperties").asBoolean(true))
                .isFalse());
        assertThat(branches.get(3).get("required")).isEqualTo(tree("[\"type\",\"seconds\"]"));
    }

    @Test
    void schemaIsTheSameWhereATaskTakesATemplate() {
        var alone = ((ObjectNode) SCHEMA.asJson().deepCopy()).without("$schema");
        var strict = RecordSchema.of(Strict.class, JSON).asJson().at("/properties/template");
        var optional = (ObjectNode) RecordSchema.of(Input.class, JSON).asJson().at("/properties/template");

        assertThat(strict).isEqualTo(alone);
        assertThat(optional.get("type")).isEqualTo(tree("[\"object\",\"null\"]"));
        assertThat((JsonNode) optional.deepCopy().put("type", "object")).isEqualTo(alone);
    }

    @Test
    void taskIsToldWhatIsWrongInItsTemplate() {
        var input = tree("""
                {"template": {"segments": [{"type": "main", "gain": 3}, {"type": "clip"}], "music": [{}]}}""");

        assertThat(RecordSchema.of(Input.class, JSON).violations(input))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder(
                        "/template/segments/0/gain", "/template/segments/1/filename", "/template/music/0/filename");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", quoteCharacter = '`', textBlock = """
            {"segments":[{"type":"main"}]}                                                | -
            {"template_id":null,"segments":[{"type":"main","title":null}],"music":null}   | -
            {}                                                                            | /segments
            {"segments":null}                                                             | /segments
            {"segments":[]}                                                               | /segments
            {"segments":{}}                                                               | /segments
            {"segments":[null]}                                                           | /segments/0
            {"segments":["main"]}                                                         | /segments/0
            {"segments":[{"type":"main"}],"colour":"red"}                                 | /colour
            {"segments":[{"type":"main"}],"template_id":"schema"}                         | /template_id
            {"segments":[{"type":"main"}],"template_id":"a/b"}                            | /template_id
            {"segments":[{"type":"main"}],"template_id":"a\\n"}                            | /template_id
            {"segments":[{"type":"main","title":"a\\n"}]}                                 | /segments/0/title
            {"segments":[{"type":"main"}],"template_id":""}                               | /template_id
            {"segments":[{"type":"main"}],"name":" "}                                     | /name
            {"segments":[{"type":"main"}],"format":"wav"}                                 | /format
            {"segments":[{"type":"main"}],"loudness":"-16"}                               | /loudness
            {"segments":[{"type":"main"}],"loudness":1e200}                               | /loudness
            {"segments":[{"type":"main"}],"true_peak":0.1}                                | /true_peak
            {"segments":[{"type":"main","title":"a\\nb"}]}                                | /segments/0/title
            {"segments":[{"type":"main","fade_in":60.1}]}                                 | /segments/0/fade_in
            {"segments":[{"type":"main","fade_out":-1}]}                                  | /segments/0/fade_out
            {"segments":[{"type":"main","crossfade":61}]}                                 | /segments/0/crossfade
            {"segments":[{"type":"main","Type":"main"}]}                                  | /segments/0/Type
            {"segments":[{"type":"MAIN"}]}                                                | /segments/0/type
            {"segments":[{"type":null}]}                                                  | /segments/0/type
            {"segments":[{"type":"clip","filename":"a","gain":20.5}]}                     | /segments/0/gain
            {"segments":[{"type":"clip","filename":"a","gain":-61}]}                      | /segments/0/gain
            {"segments":[{"type":"clip","filename":null}]}                                | /segments/0/filename
            {"segments":[{"type":"speech","text":""}]}                                    | /segments/0/text
            {"segments":[{"type":"speech","text":"a","voice":"-x"}]}                      | /segments/0/voice
            {"segments":[{"type":"silence"}]}                                             | /segments/0/seconds
            {"segments":[{"type":"silence","seconds":0}]}                                 | /segments/0/seconds
            {"segments":[{"type":"silence","seconds":601}]}                               | /segments/0/seconds
            {"segments":[{"type":"silence","seconds":1,"fade_in":1}]}                     | /segments/0/fade_in
            {"segments":[{"type":"main"}],"music":[null]}                                 | /music/0
            {"segments":[{"type":"main"}],"music":[{"filename":"a","first_segment":0.5}]} | /music/0/first_segment
            {"segments":[{"type":"main"}],"music":[{"filename":"a","last_segment":-1}]}   | /music/0/last_segment
            {"segments":[{"type":"main"}],"music":[{"filename":"a","ducking":-1}]}        | /music/0/ducking
            {"segments":[{"type":"main"}],"music":[{"filename":"a","ducking":50.1}]}      | /music/0/ducking
            {"segments":[{"type":"main"}],"music":[{"filename":"a","loop":"yes"}]}        | /music/0/loop
            """)
    void schemaPointsAtWhatIsWrong(String template, String pointer) {
        var violations = SCHEMA.violations(tree(template));

        assertThat(violations).extracting(Violation::field).isEqualTo(pointer == null ? List.of() : List.of(pointer));
    }

    @Test
    void lengthsAreBounded() {
        var template = (ObjectNode) tree("{\"segments\":[{\"type\":\"main\"}]}");
        for (int i = 1; i < 50; i++) {
            template.withArray("segments").addObject().put("type", "speech").put("text", "x".repeat(i == 7 ? 5001 : 9));
        }
        for (int i = 0; i < 10; i++) {
            template.withArray("music").addObject().put("filename", "x".repeat(i == 3 ? 1025 : 9));
        }

        assertThat(SCHEMA.violations(template))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("/segments/7/text", "/music/3/filename");
        template.withArray("segments").addObject().put("type", "main");
        template.withArray("music").addObject().put("filename", "a.mp3");
        assertThat(SCHEMA.violations(template))
                .extracting(Violation::field)
                .containsExactlyInAnyOrder("/segments", "/music");
    }

    @Test
    void manyWrongSegmentsAreOneFault() {
        var template = (ObjectNode) tree("{}");
        for (int i = 0; i < 80_000; i++) {
            template.withArray("segments").addObject();
        }

        assertThat(SCHEMA.violations(template)).extracting(Violation::field).containsExactly("/segments");
    }
}
