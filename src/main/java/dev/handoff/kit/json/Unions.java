package dev.handoff.kit.json;

import com.fasterxml.classmate.ResolvedType;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeName;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.victools.jsonschema.generator.CustomDefinition;
import com.github.victools.jsonschema.generator.CustomDefinitionProviderV2;
import com.github.victools.jsonschema.generator.SchemaGenerationContext;

/**
 * Interfaces that stand for one of several records. A field tells them apart, the one that Jackson's {@code @JsonTypeInfo}
 * and {@code @JsonSubTypes} name.
 *
 * <p>The generator's own way joins a record's schema and one for the field with {@code allOf}. The record's schema would
 * then refuse the field as unknown.
 */
final class Unions implements CustomDefinitionProviderV2 {

    @Override
    public CustomDefinition provideCustomSchemaDefinition(ResolvedType type, SchemaGenerationContext context) {
        var subtypes = type.getErasedType().getAnnotation(JsonSubTypes.class);
        var info = type.getErasedType().getAnnotation(JsonTypeInfo.class);
        if (subtypes == null || info == null) {
            return null;
        }
        var union = context.getGeneratorConfig().createObjectNode();
        var branches = union.putArray("oneOf");
        for (var subtype : subtypes.value()) {
            var resolved = context.getTypeContext().resolveSubtype(type, subtype.value());
            var branch = context.createStandardDefinition(resolved, this);
            branches.add(with(branch, info.property(), name(subtype)));
        }
        return new CustomDefinition(union, CustomDefinition.INLINE_DEFINITION, CustomDefinition.EXCLUDING_ATTRIBUTES);
    }

    /** As the interface says it, or else the record itself. */
    private static String name(JsonSubTypes.Type subtype) {
        return subtype.name().isEmpty()
                ? subtype.value().getAnnotation(JsonTypeName.class).value()
                : subtype.name();
    }

    private static ObjectNode with(ObjectNode branch, String field, String name) {
        var properties = branch.objectNode();
        properties.putObject(field).put("const", name);
        properties.setAll((ObjectNode) branch.path("properties").require());
        branch.set("properties", properties);
        branch.withArray("required").insert(0, field);
        return branch;
    }
}
