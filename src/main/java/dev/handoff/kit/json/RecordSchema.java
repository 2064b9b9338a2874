package dev.handoff.kit.json;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinition.AttributeInclusion;
import com.github.victools.jsonschema.generator.CustomDefinition.DefinitionType;
import com.github.victools.jsonschema.generator.FieldScope;
import com.github.victools.jsonschema.generator.Option;
import com.github.victools.jsonschema.generator.OptionPreset;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;
import com.github.victools.jsonschema.generator.SchemaGenerator;
import com.github.victools.jsonschema.generator.SchemaGeneratorConfigBuilder;
import com.github.victools.jsonschema.generator.SchemaVersion;
import com.github.victools.jsonschema.module.jackson.JacksonModule;
import com.github.victools.jsonschema.module.jackson.JacksonOption;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationModule;
import com.github.victools.jsonschema.module.jakarta.validation.JakartaValidationOption;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.regex.RegularExpression;
import dev.handoff.event.Open;
import dev.handoff.kit.text.Text;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.Violation;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The JSON Schema of a record, made from its components and their Bean Validation constraints. */
public final class RecordSchema {

    private static final int MAX_VALUE_LENGTH = 80;

    private static final String UNKNOWN = "additionalProperties";

    private final JsonNode json;
    private final JsonNode checked;
    private final JsonSchema validator;

    private RecordSchema(JsonNode json) {
        this.json = json;
        this.checked = Checkable.of(json);
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_POINTER)
                .regularExpressionFactory(RecordSchema::expression)
                .build();
        this.validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(checked, config);
    }

    /**
     * Fields in snake_case; unknown fields are refused unless the record says that it ignores them, and null is allowed
     * wherever a field may be left out. An interface with Jackson's {@code @JsonTypeInfo} becomes {@code oneOf} its records.
     */
    public static RecordSchema of(Class<?> type, ObjectMapper mapper) {
        return of(type, mapper, RecordSchema::mayBeAbsent);
    }

    /** The same of a record that is written and never read, in which a primitive component is always there. */
    public static RecordSchema ofWritten(Class<?> type, ObjectMapper mapper) {
        return of(
                type,
                mapper,
                field -> mayBeAbsent(field)
                        && !field.getDeclaredType().getErasedType().isPrimitive());
    }

    private static boolean mayBeAbsent(FieldScope field) {
        return field.getAnnotationConsideringFieldAndGetter(NotNull.class) == null
                && field.getAnnotationConsideringFieldAndGetter(NotBlank.class) == null
                && field.getAnnotationConsideringFieldAndGetter(NotEmpty.class) == null;
    }

    /**
     * The same of a record that is part of an interface, whose components say by {@code Optional}, or by Jackson's
     * {@code @JsonInclude}, that they may be left out. All others are always there.
     */
    public static RecordSchema ofMessage(Class<?> type, ObjectMapper mapper) {
        return of(
                type,
                mapper,
                field -> field.getDeclaredType().getErasedType() == Optional.class
                        || field.getAnnotationConsideringFieldAndGetter(JsonInclude.class) != null);
    }

    private static RecordSchema of(Class<?> type, ObjectMapper mapper, Predicate<FieldScope> isNullable) {
        var config = new SchemaGeneratorConfigBuilder(mapper, SchemaVersion.DRAFT_2020_12, OptionPreset.PLAIN_JSON)
                .with(new JacksonModule(
                        JacksonOption.SKIP_SUBTYPE_LOOKUP,
                        JacksonOption.IGNORE_TYPE_INFO_TRANSFORM,
                        JacksonOption.FLATTENED_ENUMS_FROM_JSONPROPERTY))
                .with(new JakartaValidationModule(
                        JakartaValidationOption.NOT_NULLABLE_FIELD_IS_REQUIRED,
                        JakartaValidationOption.INCLUDE_PATTERN_EXPRESSIONS))
                .with(Option.FORBIDDEN_ADDITIONAL_PROPERTIES_BY_DEFAULT, Option.MAP_VALUES_AS_ADDITIONAL_PROPERTIES)
                .with(Option.FLATTENED_OPTIONALS);
        config.forTypesInGeneral()
                .withCustomDefinitionProvider(new Unions())
                .withCustomDefinitionProvider(RecordSchema::written)
                .withTypeAttributeOverride((schema, scope, _) -> alternatives(schema, scope.getType()))
                .withAdditionalPropertiesResolver(scope -> isOpen(scope.getType()) ? Object.class : null);
        config.forFields()
                // Holds what has no field.
                .withIgnoreCheck(field -> field.getAnnotationConsideringFieldAndGetter(JsonAnySetter.class) != null)
                .withPropertyNameOverrideResolver(
                        field -> SnakeCaseStrategy.INSTANCE.translate(field.getDeclaredName()))
                .withRequiredCheck(field -> !isNullable.test(field))
                .withNullableCheck(isNullable::test);
        return new RecordSchema(new SchemaGenerator(config.build()).generateSchema(type));
    }

    /** What Jackson writes otherwise than by its fields. */
    private static CustomDefinition written(ResolvedType type, SchemaGenerationContext context) {
        var written = context.getGeneratorConfig().createObjectNode();
        if (type.isInstanceOf(TaskId.class) || type.isInstanceOf(GroupId.class)) {
            written.put("type", "string").put("format", "uuid");
        } else if (!type.isInstanceOf(JsonNode.class) && !type.isInstanceOf(RawValue.class)) {
            return null;
        }
        return new CustomDefinition(written, DefinitionType.INLINE, AttributeInclusion.NO);
    }

    private static void alternatives(ObjectNode schema, ResolvedType type) {
        for (var fields : type.getErasedType().getAnnotationsByType(OneOf.class)) {
            var branches = schema.withArray("allOf").addObject().putArray("oneOf");
            for (var field : fields.value()) {
                branches.addObject().putArray("required").add(field);
            }
        }
    }

    /** The fields that may stand where an unknown one does. */
    private List<String> known(ValidationMessage message) {
        var rule = message.getSchemaLocation().getFragment().toString();
        var fields = checked.at(rule.substring(0, rule.lastIndexOf('/')) + "/properties");
        return fields.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static boolean isOpen(ResolvedType type) {
        var rule = type.getErasedType().getAnnotation(JsonIgnoreProperties.class);
        return rule != null && rule.ignoreUnknown() || type.getErasedType().isAnnotationPresent(Open.class);
    }

    /** In JSON Schema, as in ECMA-262, a final dollar matches only the end. In Java a line break may follow it. */
    private static RegularExpression expression(String regex) {
        var pattern = Pattern.compile(regex.replaceFirst("(?<!\\\\)\\$$", "\\\\z"));
        return text -> pattern.matcher(text).find();
    }

    /** Draft 2020-12. */
    public JsonNode asJson() {
        return json;
    }

    /** Every broken rule, but for those of elements in an array that is too long; empty if the value keeps them all. */
    public List<Violation> violations(JsonNode value) {
        return violations(value, value);
    }

    /**
     * The same for a value of which not everything may be told.
     *
     * @param told the value, with something else in such places
     */
    public List<Violation> violations(JsonNode value, JsonNode told) {
        var messages = validator.validate(value);
        return messages.isEmpty()
                ? List.of()
                : messages.stream().map(message -> violation(message, told)).toList();
    }

    private Violation violation(ValidationMessage message, JsonNode whole) {
        var place = message.getInstanceLocation().toString();
        var field = message.getProperty() == null ? place : place + "/" + message.getProperty();
        if (message.getMessageKey().equals(UNKNOWN)) {
            return new Violation(field, JsonFault.unknown(message.getProperty(), known(message)));
        }
        var value = whole.at(place);
        // A missing or surplus field is named by the message; otherwise the reader wants to see the offending value.
        var shown = message.getProperty() == null && value.isValueNode()
                ? ", was " + Text.shortened(value.toString(), MAX_VALUE_LENGTH)
                : "";
        return new Violation(field, message.getError() + shown);
    }
}
