package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Says why a body can't be read, and where, without Jackson's words about our classes. */
final class BodyProblems {

    private BodyProblems() {}

    static Problem of(IOException failure) {
        return switch (failure) {
            case JsonProcessingException json -> malformed(json);
            // The body's first bytes promised UTF-16 or UTF-32, and the rest is something else.
            case CharConversionException _ -> malformed("the body is not UTF-8");
            default ->
                Problem.of(400, "incomplete-body", "The body could not be read", "it ended early or came too slowly");
        };
    }

    private static Problem malformed(String detail) {
        return Problem.of(400, "malformed-json", "The body is not the JSON that is expected", detail);
    }

    private static Problem malformed(JsonProcessingException failure) {
        String reason = reason(failure);
        var problem = malformed(place(failure) + (pointer(failure) + " " + reason).strip());
        return pointer(failure).isEmpty()
                ? problem
                : problem.errors(List.of(new Problem.Fault(pointer(failure), reason)));
    }

    private static String place(JsonProcessingException failure) {
        var place = failure.getLocation();
        return place == null || place.getLineNr() < 1
                ? ""
                : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
    }

    private static String reason(JsonProcessingException failure) {
        return switch (failure) {
            case UnrecognizedPropertyException e ->
                "is unknown; known are "
                        + e.getKnownPropertyIds().stream()
                                .map(String::valueOf)
                                .sorted()
                                .collect(Collectors.joining(", "));
            case MismatchedInputException e when isTrailing(e) -> "must be one JSON value; another one begins here";
            case MismatchedInputException e -> "must be " + form(e.getTargetType());
            case JsonMappingException e when e.getCause() instanceof JsonProcessingException cause -> reason(cause);
            default -> withoutSources(failure.getOriginalMessage());
        };
    }

    private static boolean isTrailing(MismatchedInputException mismatch) {
        return mismatch.getOriginalMessage().startsWith("Trailing token");
    }

    /** RFC 6901; empty for the body as a whole. */
    private static String pointer(JsonProcessingException failure) {
        return failure instanceof JsonMappingException mapping
                ? mapping.getPath().stream()
                        .map(step -> step.getFieldName() == null
                                ? String.valueOf(step.getIndex())
                                : step.getFieldName().replace("~", "~0").replace("/", "~1"))
                        .map(step -> "/" + step)
                        .collect(Collectors.joining())
                : "";
    }

    private static String form(Class<?> target) {
        if (target == String.class) {
            return "a text";
        }
        if (target == int.class || target == Integer.class) {
            return "a whole number";
        }
        return target == JsonNode.class ? "a JSON value" : "a JSON object";
    }

    /** "…exceeds the maximum allowed (64, from `StreamReadConstraints.getMaxNestingDepth()`)" and the like. */
    private static String withoutSources(String message) {
        return message.replaceAll(", from `[^`]*`", "")
                .replaceAll(" \\(start marker at \\[[^\\]]*\\]\\)", "")
                .replaceAll("\\R", " ");
    }
}
