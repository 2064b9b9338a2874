package dev.handoff.edge.http.community;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.community.Entity;
import dev.handoff.domain.community.VoteStore;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keeps votes: at most one of a user on a post or a comment. */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.COMMUNITY)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class VoteResource {

    private static final String EXAMPLE = "{\"vote_type\": \"up\"}";
    private static final String ALONE =
            "A user has one vote, which replaces his earlier one. Sent again, it is unchanged.";

    private final VoteStore votes;
    private final Bodies bodies;

    VoteResource(VoteStore votes, Bodies bodies) {
        this.votes = votes;
        this.bodies = bodies;
    }

    record VoteBody(@NotNull VoteStore.VoteType voteType) {}

    @Schema(name = "VoteView")
    record VoteView(String entityType, String entityId, String userId, VoteStore.VoteType voteType) {}

    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = VoteBody.class), example = EXAMPLE))
    @Operation(operationId = "putPostVote", summary = "Vote on a post", description = ALONE)
    @APIResponse(
            responseCode = "200",
            description = "Changed, or as it was",
            content = @Content(schema = @Schema(implementation = VoteView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = VoteView.class)))
    @PUT
    @Path("/posts/{id}/votes/{user_id}")
    public Response votePost(@PathParam("id") String id, @PathParam("user_id") String user, JsonNode body) {
        return put(Entity.post(Bodies.id("id", id)), user, body);
    }

    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(implementation = VoteBody.class), example = EXAMPLE))
    @Operation(operationId = "putCommentVote", summary = "Vote on a comment", description = ALONE)
    @APIResponse(
            responseCode = "200",
            description = "Changed, or as it was",
            content = @Content(schema = @Schema(implementation = VoteView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = VoteView.class)))
    @PUT
    @Path("/comments/{id}/votes/{user_id}")
    public Response voteComment(@PathParam("id") String id, @PathParam("user_id") String user, JsonNode body) {
        return put(Entity.comment(Bodies.id("id", id)), user, body);
    }

    private Response put(Entity entity, String user, JsonNode body) {
        var type = bodies.read(body, VoteBody.class, "vote").voteType();
        var put = votes.put(entity, Bodies.id("user_id", user), type);
        return Bodies.answer(put, new VoteView(entity.kind().word(), entity.id(), user, type));
    }

    @Operation(
            operationId = "deletePostVote",
            summary = "Withdraw a vote on a post",
            description = "If there is none, nothing happens.")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    @DELETE
    @Path("/posts/{id}/votes/{user_id}")
    public void withdrawFromPost(@PathParam("id") String id, @PathParam("user_id") String user) {
        votes.delete(Entity.post(Bodies.id("id", id)), Bodies.id("user_id", user));
    }

    @Operation(
            operationId = "deleteCommentVote",
            summary = "Withdraw a vote on a comment",
            description = "If there is none, nothing happens.")
    @APIResponse(responseCode = "204", description = "Withdrawn")
    @DELETE
    @Path("/comments/{id}/votes/{user_id}")
    public void withdrawFromComment(@PathParam("id") String id, @PathParam("user_id") String user) {
        votes.delete(Entity.comment(Bodies.id("id", id)), Bodies.id("user_id", user));
    }
}
