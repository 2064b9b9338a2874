package dev.handoff.edge.http;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import io.quarkus.smallrye.openapi.OpenApiFilter.RunStage;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Content;
import org.eclipse.microprofile.openapi.models.media.MediaType;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.media.Schema.SchemaType;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;

/**
 * Says of answers what is always there and what may be left out, and of requests what needn't be sent; generated clients go by it.
 * In an answer nothing is null: what doesn't apply is left out. Records say so by {@code Optional}, or by {@code nullable} where
 * an empty value is left out.
 */
@OpenApiFilter(stages = RunStage.BUILD)
public final class SchemaForms implements OASFilter {

    @Override
    public void filterOpenAPI(OpenAPI api) {
        var schemas = api.getComponents().getSchemas();
        var sent = named(
                schemas,
                operations(api)
                        .map(Operation::getRequestBody)
                        .filter(Objects::nonNull)
                        .flatMap(body -> schemas(body.getContent())));
        var answered = named(
                schemas,
                Stream.concat(
                                operations(api).flatMap(it -> it.getResponses().getAPIResponses().values().stream()),
                                api.getComponents().getResponses().values().stream())
                        .map(APIResponse::getContent)
                        .filter(Objects::nonNull)
                        .flatMap(SchemaForms::schemas));
        sent.forEach(name -> properties(schemas.get(name)).forEach((_, property) -> describeSent(property)));
        answered.removeAll(sent);
        answered.forEach(name -> describeAnswered(schemas.get(name)));
    }

    private static Stream<Operation> operations(OpenAPI api) {
        return api.getPaths().getPathItems().values().stream().flatMap(path -> path.getOperations().values().stream());
    }

    private static Stream<Schema> schemas(Content content) {
        return content.getMediaTypes().values().stream()
                .map(MediaType::getSchema)
                .filter(Objects::nonNull);
    }

    /** The names of all schemas that can be reached from these. */
    private static Set<String> named(Map<String, Schema> all, Stream<Schema> from) {
        var names = new HashSet<String>();
        from.toList().forEach(schema -> follow(all, schema, names));
        return names;
    }

    private static void follow(Map<String, Schema> all, Schema schema, Set<String> names) {
        if (schema.getRef() != null) {
            var name = schema.getRef().replaceFirst(".*/", "");
            if (names.add(name)) {
                follow(all, all.get(name), names);
            }
        }
        parts(schema).forEach(part -> follow(all, part, names));
    }

    private static List<Schema> parts(Schema schema) {
        var parts = new ArrayList<>(properties(schema).values());
        Stream.of(schema.getAnyOf(), schema.getOneOf(), schema.getAllOf())
                .filter(Objects::nonNull)
                .flatMap(Collection::stream)
                .forEach(parts::add);
        Stream.of(schema.getItems(), schema.getAdditionalPropertiesSchema())
                .filter(Objects::nonNull)
                .forEach(parts::add);
        return parts;
    }

    private static Map<String, Schema> properties(Schema schema) {
        return schema.getProperties() == null ? Map.of() : schema.getProperties();
    }

    /** Generators take what has a default for something that must be sent. */
    private static void describeSent(Schema property) {
        if (property.getDefaultValue() != null) {
            var begin = property.getDescription() == null ? "" : property.getDescription() + "; ";
            property.setDescription(begin + "if absent, " + property.getDefaultValue());
            property.setDefaultValue(null);
        }
    }

    private static void describeAnswered(Schema schema) {
        properties(schema).forEach((name, property) -> {
            boolean known = property.getRef() != null || property.getType() != null || property.getAnyOf() != null;
            if (known && !dropNull(property)) {
                schema.addRequired(name);
            }
        });
    }

    /** @return whether it could have been null */
    private static boolean dropNull(Schema property) {
        boolean typed = property.getType() != null && property.getType().contains(SchemaType.NULL);
        if (typed) {
            property.setType(property.getType().stream()
                    .filter(type -> type != SchemaType.NULL)
                    .toList());
        }
        var others = property.getAnyOf() == null
                ? List.<Schema>of()
                : property.getAnyOf().stream().filter(it -> !isNull(it)).toList();
        boolean chosen = property.getAnyOf() != null
                && others.size() < property.getAnyOf().size();
        if (chosen && others.size() == 1) {
            property.setAnyOf(null);
            property.setType(null);
            property.setRef(others.getFirst().getRef());
        }
        return typed || chosen;
    }

    private static boolean isNull(Schema schema) {
        return schema.getType() != null && schema.getType().equals(List.of(SchemaType.NULL));
    }
}
