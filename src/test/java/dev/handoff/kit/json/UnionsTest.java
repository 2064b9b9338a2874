package dev.handoff.kit.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.handoff.task.Violation;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnionsTest {

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(name = "circle", value = Shape.Circle.class),
        @JsonSubTypes.Type(name = "square", value = Shape.Square.class)
    })
    sealed interface Shape {

        record Circle(@NotNull @Max(9) Integer radius) implements Shape {}

        record Square(Integer sideLength) implements Shape {}
    }

    record Drawing(@NotNull Shape frame, Shape background, List<Shape> shapes) {}

    private final ObjectMapper json = new ObjectMapper();

    @BeforeEach
    void applyRules() {
        new JsonRules().customize(json);
    }

    @Test
    void unionIsOneOfItsRecordsByTheFieldThatTellsThemApart() throws Exception {
        var schema = json.readTree(RecordSchema.of(Drawing.class, json).asJson().toString());

        var expected = """
                {"oneOf": [
                    {"type": "object",
                     "properties": {"kind": {"const": "circle"}, "radius": {"type": "integer", "maximum": 9}},
                     "required": ["kind", "radius"],
                     "additionalProperties": false},
                    {"type": "object",
                     "properties": {"kind": {"const": "square"}, "side_length": {"type": ["integer", "null"]}},
                     "required": ["kind"],
                     "additionalProperties": false}]}""";
        assertThat(schema.at("/properties/frame")).isEqualTo(json.readTree(expected));
        assertThat(schema.at("/properties/shapes/items")).isEqualTo(json.readTree(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"kind": "circle", "radius": 3}                      | []
            {"kind": "square"}                                   | []
            {"kind": "square", "side_length": null}              | []
            {"kind": "circle", "radius": 10}                     | [/radius must have a maximum value of 9, was 10]
            {"kind": "circle"}                                   | [/radius required property 'radius' not found]
            {"kind": "square", "radius": 3}                      | [/radius is unknown; known are kind, side_length]
            {"kind": "oval", "radius": 3}                        | [/kind does not have a value in the enumeration ["circle", "square"], was "oval"]
            {"kind": 1}                                          | [/kind does not have a value in the enumeration ["circle", "square"], was 1]
            {"radius": 3}                                        | [/kind required property 'kind' not found]
            {}                                                   | [/kind required property 'kind' not found]
            []                                                   | [ array found, object expected]
            null                                                 | [ null found, object expected, was null]
            """)
    void onlyTheRecordThatIsMeantIsComplainedAbout(String shape, String complaints) throws Exception {
        var drawing = json.createObjectNode();
        drawing.set("frame", json.readTree(shape));

        var violations = RecordSchema.of(Drawing.class, json).violations(drawing).stream()
                .map(it -> it.field().replaceFirst("^/frame", "") + " " + it.message())
                .toList();

        assertThat(violations).hasToString(complaints);
        assertThat(plainlyValid(drawing)).isEqualTo(violations.isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"background": null}                                                      | []
            {"background": {"kind": "square"}}                                        | []
            {"shapes": [{"kind": "square"}, {"kind": "circle", "radius": 10}, {}]}    | [/shapes/1/radius, /shapes/2/kind]
            {"shapes": [null]}                                                        | [/shapes/0]
            """)
    void unionsStandWhereverRecordsDo(String fields, String complaints) throws Exception {
        var drawing = json.createObjectNode();
        drawing.putObject("frame").put("kind", "square");
        drawing.setAll((ObjectNode) json.readTree(fields));

        var violations = RecordSchema.of(Drawing.class, json).violations(drawing).stream()
                .map(Violation::field)
                .toList();

        assertThat(violations).hasToString(complaints);
        assertThat(plainlyValid(drawing)).isEqualTo(violations.isEmpty());
    }

    /** By the schema as it is published. */
    private boolean plainlyValid(JsonNode value) {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                .getSchema(RecordSchema.of(Drawing.class, json).asJson())
                .validate(value)
                .isEmpty();
    }
}
