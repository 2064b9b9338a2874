package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.handoff.kit.json.JsonFault;
import java.io.CharConversionException;
import java.io.IOException;
import java.util.List;

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
        String reason = JsonFault.reason(failure);
        var problem = malformed(place(failure) + (JsonFault.pointer(failure) + " " + reason).strip());
        return JsonFault.pointer(failure).isEmpty()
                ? problem
                : problem.errors(List.of(new Problem.Fault(JsonFault.pointer(failure), reason)));
    }

    private static String place(JsonProcessingException failure) {
        var place = failure.getLocation();
        return place == null || place.getLineNr() < 1
                ? ""
                : "line " + place.getLineNr() + ", column " + place.getColumnNr() + ": ";
    }
}
