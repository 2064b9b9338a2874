package dev.handoff.kit.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.handoff.kit.text.Nearest;
import dev.handoff.kit.text.Text;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;

/** Says what is wrong with JSON and where, without Jackson's words about its settings and our classes. */
public final class JsonFault {

    private static final int MAX_KNOWN_LENGTH = 500;

    private JsonFault() {}

    /** What is wrong, to be read after the name of the place, such as {@code must be a whole number}. */
    public static String reason(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException e ->
                unknown(
                        e.getPropertyName(),
                        e.getKnownPropertyIds().stream().map(String::valueOf).toList());
            case InvalidTypeIdException e
            when e.getTypeId() == null ->
                "must say what it is: " + ownWords(e.getOriginalMessage()).replaceFirst(".*: ", "");
            case MismatchedInputException e when isTrailing(e) -> "must be one JSON value; another one begins here";
            case MismatchedInputException e when e.getTargetType() != null -> "must be " + form(e.getTargetType());
            case JsonMappingException e when e.getCause() instanceof JsonProcessingException cause -> reason(cause);
            default -> ownWords(failure.getOriginalMessage());
        };
    }

    /** What is wrong with a field of this name where only others are known: the one that it is near to, or else all. */
    static String unknown(String name, Collection<String> known) {
        return Nearest.to(name, known)
                .map(near -> "is unknown; did you mean " + near + "?")
                .orElseGet(() -> "is unknown; known are "
                        + Text.shortened(known.stream().sorted().collect(Collectors.joining(", ")), MAX_KNOWN_LENGTH));
    }

    /** A JSON Pointer; empty for the value as a whole. */
    public static String pointer(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null
                                ? String.valueOf(step.getIndex())
                                : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                        .map(step -> "/" + step)
                        .collect(Collectors.joining())
                : "";
    }

    private static boolean isTrailing(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Trailing token");
    }

    private static String form(Class<?> target) {
        if (target == String.class) {
            return "a text";
        }
        if (target == int.class || target == Integer.class || target == long.class || target == Long.class) {
            return "a whole number";
        }
        if (target == boolean.class || target == Boolean.class) {
            return "true or false";
        }
        if (target.isPrimitive() || Number.class.isAssignableFrom(target)) {
            return "a number";
        }
        if (target.isEnum()) {
            return "one of "
                    + Arrays.stream(target.getEnumConstants())
                            .map(each -> each.toString().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", "));
        }
        if (target.isArray() || Collection.class.isAssignableFrom(target)) {
            return "an array";
        }
        return target == JsonNode.class ? "a JSON value" : "a JSON object";
    }

    /** "…exceeds the maximum allowed (64, from `StreamReadConstraints.getMaxNestingDepth()`)" and the like. */
    private static String ownWords(String message) {
        return message.replaceAll(", from `[^`]*`", "")
                .replaceAll(" \\(start marker at \\[[^\\]]*\\]\\)", "")
                .replaceAll("[:,]? enable `[^`]*` to allow", " is no JSON")
                .replaceAll(" \\([^()]*(?:[Ff]eature|CoercionConfig)[^()]*\\)", "")
                .replaceAll("(?:of type )?`[^`]*`", "what is expected")
                .replaceAll("\\R", " ");
    }
}
