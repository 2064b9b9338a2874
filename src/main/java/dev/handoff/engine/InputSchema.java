package dev.handoff.engine;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.handoff.task.InvalidTask.Violation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/** The JSON Schema of an input record, made from its components and their Bean Validation constraints. */
final class InputSchema {

    private static final int MAX_VALUE_LENGTH = 80;

    private final JsonNode json;
    private final JsonSchema validator;

    private InputSchema(JsonNode json) {
        this.json = json;
        var config =
                SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
        this.validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(json, config);
    }

    /** Fields in snake_case; unknown fields are refused, and null is allowed wherever a field may be left out. */
    static InputSchema of(Class<?> input, ObjectMapper mapper) {
        var config = new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule())
                .with(new JakartaValidationModule(
                        JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                        JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT);
        config.forFields()
                .withPropertyNameOverrideResolver(
                        field -> SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName()))
                .withNullableCheck(field -> field.getAnnotationConsideringFieldAndGetter(NotNull.class) == null
                        && field.getAnnotationConsideringFieldAndGetter(NotBlank.class) == null
                        && field.getAnnotationConsideringFieldAndGetter(NotEmpty.class) == null);
        return new InputSchema(new SchemaGenerator(config.build()).generateSchema(input));
    }

    JsonNode asJson() {
        return json;
    }

    /** Every broken rule; empty if the input keeps them all. */
    List<Violation> violations(JsonNode input) {
        return validator.validate(input).stream()
                .map(message -> violation(message, input))
                .toList();
    }

    private static Violation violation(ValidationMessage message, JsonNode input) {
        var place = message.getInstanceLocation().toString();
        var field = message.getProperty() == null ? place : place + "/" + message.getProperty();
        var value = input.at(place);
        // A missing or surplus field is named by the message; otherwise the reader wants to see the offending value.
        var shown = message.getProperty() == null && value.isValueNode() ? ", was " + shortened(value) : "";
        return new Violation(field, message.getError() + shown);
    }

    private static String shortened(JsonNode value) {
        var text = value.toString();
        return text.length() <= MAX_VALUE_LENGTH ? text : text.substring(0, MAX_VALUE_LENGTH) + "…";
    }
}
