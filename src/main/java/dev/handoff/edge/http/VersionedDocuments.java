package dev.handoff.edge.http;

import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.Versioned;
import dev.handoff.task.NotFound;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * Documents of one kind that have versions: what the headers {@code If-Match} and {@code If-None-Match} mean for them, and
 * how requests are answered that meet the condition or don't.
 *
 * @param kind what a document is called in messages, such as {@code rule}
 */
public record VersionedDocuments(String kind) {

    /** A document, with its version as its entity tag. */
    public static <T> ResponseBuilder answer(Response.Status status, Versioned<T> stored) {
        return Response.status(status)
                .entity(stored.document())
                .header(HttpHeaders.ETAG, VersionTags.tag(stored.version()));
    }

    /** The answer to a PUT that took effect: 201 if it created the document, else 200. */
    public static <T> ResponseBuilder answer(Versioned.Put<T> put) {
        return answer(put.created() ? Response.Status.CREATED : Response.Status.OK, put.stored());
    }

    /**
     * What a PUT asks for: with {@code If-Match} it only replaces, with {@code If-None-Match: *} it only creates.
     *
     * @throws BadRequest if the headers are malformed or come together
     */
    public PutCondition condition(List<String> ifMatch, List<String> ifNoneMatch) {
        var match = VersionTags.ifMatch(ifMatch);
        if (VersionTags.onlyCreates(match, ifNoneMatch, "a " + kind)) {
            return new PutCondition.IfAbsent();
        }
        return match.<PutCondition>map(tags -> new PutCondition.IfVersion(tags.wanted()))
                .orElseGet(PutCondition.Always::new);
    }

    /** The exception for a PUT that didn't take effect. */
    public RuntimeException refused(String id, PutCondition condition) {
        return switch (condition) {
            case PutCondition.Always() -> new IllegalStateException("nothing was stored as " + kind + " " + id);
            case PutCondition.IfAbsent() -> new PreconditionFailed("there is a " + kind + " " + id);
            case PutCondition.IfVersion(var _) -> changed(id);
        };
    }

    /**
     * Deletes a document if it has a version that {@code If-Match} names, or if there is no such header.
     *
     * @param delete by versions, which are empty for any; returns false if nothing was deleted
     * @param exists whether there is a document of this id
     * @throws PreconditionFailed if it has another version
     */
    public void delete(String id, List<String> ifMatch, Predicate<Optional<Set<Long>>> delete, BooleanSupplier exists) {
        var versions = VersionTags.ifMatch(ifMatch).flatMap(VersionTags::wanted);
        if (!delete.test(versions)) {
            throw versions.isPresent() && exists.getAsBoolean() ? changed(id) : notFound(id);
        }
    }

    /** The exception for an id that isn't there. */
    public NotFound notFound(String id) {
        return NotFound.of(kind, "no " + kind + " " + id);
    }

    private PreconditionFailed changed(String id) {
        return new PreconditionFailed(
                "the " + kind + " " + id + " has another version or is gone; read it again with its ETag");
    }
}
