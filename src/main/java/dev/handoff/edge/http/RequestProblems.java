package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;

/** Says why JAX-RS refused a request before a resource saw it. */
final class RequestProblems {

    private RequestProblems() {}

    /** @param refusal with a status below 500, or because of a body */
    static Problem of(WebApplicationException refusal) {
        return switch (refusal.getCause()) {
            case JsonProcessingException json -> BodyProblems.of(json);
            // A path is right or it isn't: what is wrong with a part of it is for people to read.
            case BadRequest bad
            when refusal instanceof NotFoundException ->
                Problem.of(404, "not-found", "There is nothing here", bad.field() + " " + bad.getMessage());
            case null, default -> refusal instanceof BodyLimit.TooLarge large ? of(large) : of(refusal.getResponse());
        };
    }

    private static Problem of(BodyLimit.TooLarge refusal) {
        return Problem.of(413, "body-too-large", "The body is too large", refusal.getMessage());
    }

    private static Problem of(Response response) {
        int status = response.getStatus();
        return switch (status) {
            case 404 -> Problem.of(404, "not-found", "There is nothing here", "no resource has this path");
            case 405 ->
                Problem.of(
                        405, "method-not-allowed", "The method is not allowed", "this path doesn't take this method");
            case 406 -> Problem.of(406, "not-acceptable", "No acceptable form", "answers are application/json");
            case 415 ->
                Problem.of(
                        415,
                        "unsupported-media-type",
                        "The body's form is unknown",
                        "bodies are application/json, without a Content-Encoding");
            default ->
                Problem.of(status, "refused", response.getStatusInfo().getReasonPhrase(), "the request was refused");
        };
    }
}
