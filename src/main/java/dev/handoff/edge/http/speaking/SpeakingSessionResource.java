package dev.handoff.edge.http.speaking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.speaking.Resources;
import dev.handoff.domain.speaking.SessionStore;
import dev.handoff.domain.speaking.SpeakingSession;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Moment;
import dev.handoff.edge.http.Query;
import dev.handoff.kit.storage.StorageUnavailable;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Opens sessions of speaking, and lists them. */
@Path("/api/sessions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SPEAKING)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class SpeakingSessionResource {

    private static final Set<String> PARAMETERS = Set.of("limit", "cursor");

    private final Resources reading;
    private final SessionStore store;

    SpeakingSessionResource(Resources reading, SessionStore store) {
        this.reading = reading;
        this.store = store;
    }

    @Schema(name = "SpeakingSessionView", description = "A time in which somebody speaks")
    record SessionView(
            String sessionId,
            Optional<String> userName,
            Instant createdAt,
            Instant activeAt,

            @Schema(description = "However much it is used; left out if it lasts for as long as it is used")
            Optional<Instant> expiresAt) {

        static SessionView of(SessionStore.Stored stored) {
            var session = stored.session();
            return new SessionView(
                    session.sessionId(),
                    Optional.ofNullable(session.userName()),
                    stored.createdAt(),
                    stored.activeAt(),
                    Optional.ofNullable(session.expiresAt()));
        }
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = SpeakingSession.class),
                            example = "{\"session_id\": \"monday\", \"user_name\": \"ann\"}"))
    @Operation(
            operationId = "openSpeakingSession",
            summary = "Open a session of speaking, or keep it open",
            description = "Recordings open a session themselves. What is left out stays as it is.")
    @APIResponseSchema(value = SessionView.class, responseCode = "200")
    @POST
    public SessionView open(JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new BadRequest("body", "must be a session, was empty");
        }
        var session = reading.session(body);
        return store.open(session)
                .map(SessionView::of)
                .orElseThrow(() -> new StorageUnavailable(
                        new IOException("the files of session " + session.sessionId() + " are being deleted")));
    }

    @Schema(name = "SpeakingSessionPage")
    record SessionPage(List<SessionView> sessions, Optional<String> nextCursor) {}

    @APIResponseSchema(value = SessionPage.class, responseCode = "200")
    @Operation(operationId = "listSpeakingSessions", summary = "List sessions of speaking, newest first")
    @RolesAllowed(Caller.DATA)
    @GET
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public SessionPage list(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PARAMETERS);
        var after = Cursor.read(
                query, 2, parts -> new SessionStore.Place(Moment.parse(parts[0]).orElseThrow(), parts[1]));
        var page = store.list(after, query.limit());
        var next = Cursor.next(
                page,
                query.limit(),
                it -> List.of(it.createdAt().toString(), it.session().sessionId()));
        return new SessionPage(page.stream().map(SessionView::of).toList(), next);
    }
}
