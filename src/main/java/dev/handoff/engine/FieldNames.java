package dev.handoff.engine;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.TaskType;
import java.util.List;

/** Finds misspelt names of fields that types name when the program starts, before anything is shown. */
final class FieldNames {

    private FieldNames() {}

    /**
     * @throws IllegalStateException if neither the type's input nor its result has a field that it keeps secret, or its input
     *     hasn't the one that it correlates by
     */
    static void check(TaskType<?, ?> type, ObjectMapper json) {
        for (var secret : type.secrets()) {
            var names = List.of(secret.split("\\."));
            if (!has(json, json.constructType(type.input()), names)
                    && !has(json, json.constructType(type.result()), names)) {
                throw new IllegalStateException(
                        "type " + type.name() + " keeps " + secret
                                + " secret, which neither its input nor its result has; names are those in JSON, such as user_id");
            }
        }
        type.correlated().ifPresent(field -> {
            if (!has(json, json.constructType(type.input()), List.of(field))) {
                throw new IllegalStateException("type " + type.name() + " correlates by " + field
                        + ", which its input hasn't; names are those in JSON, such as user_id");
            }
        });
    }

    private static boolean has(ObjectMapper json, JavaType type, List<String> names) {
        if (names.isEmpty() || isOpen(type)) {
            return true;
        }
        if (type.isContainerType() || type.isReferenceType()) {
            return has(json, type.getContentType(), names);
        }
        return json.getSerializationConfig().introspect(type).findProperties().stream()
                .filter(field -> field.getName().equals(names.getFirst()))
                .anyMatch(field -> has(json, field.getPrimaryType(), names.subList(1, names.size())));
    }

    /** Whether it may have fields of any name. */
    private static boolean isOpen(JavaType type) {
        return type.isMapLikeType()
                || type.isJavaLangObject()
                || JsonNode.class.isAssignableFrom(type.getRawClass())
                || type.isAbstract() && !type.isContainerType() && !type.isPrimitive();
    }
}
