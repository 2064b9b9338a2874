package dev.handoff.edge.http.community;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.community.CountStore;
import dev.handoff.domain.community.Counts;
import dev.handoff.domain.community.Entity;
import dev.handoff.domain.community.FollowStore;
import dev.handoff.domain.community.Forms;
import dev.handoff.domain.community.UserStore;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.task.NotFound;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Keeps users, whom they follow, and to which circles they belong. */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.COMMUNITY)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class UserResource {

    private final UserStore users;
    private final FollowStore follows;
    private final CountStore counts;
    private final Bodies bodies;

    UserResource(UserStore users, FollowStore follows, CountStore counts, Bodies bodies) {
        this.users = users;
        this.follows = follows;
        this.counts = counts;
        this.bodies = bodies;
    }

    record UserBody(
            @NotBlank @Size(max = 200) @Pattern(regexp = Forms.TEXT)
            String name) {}

    @Schema(name = "UserView", description = "A user, and how many follow him. Counts follow within moments")
    record UserView(UserStore.User user, Counts counts) {}

    @Schema(name = "CircleView", description = "How many belong to a circle. Counts follow within moments")
    record CircleView(String circleId, Counts counts) {}

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = UserBody.class),
                            example = "{\"name\": \"Jane Austen\"}"))
    @Operation(
            operationId = "putUser",
            summary = "Register a user, or change a name",
            description = "Who isn't registered can write, vote and follow, but is not found in @mentions.")
    @APIResponse(
            responseCode = "200",
            description = "Changed, or as it was",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Registered",
            content = @Content(schema = @Schema(implementation = UserView.class)))
    @PUT
    @Path("/users/{id}")
    public Response put(@PathParam("id") String id, JsonNode body) {
        var user = bodies.read(body, UserBody.class, "user");
        var put = users.put(Bodies.id("id", id), user.name());
        return Bodies.answer(put, view(id));
    }

    @APIResponseSchema(value = UserView.class, responseCode = "200")
    @Operation(operationId = "getUser", summary = "Read a user, and how many follow him")
    @RolesAllowed(Caller.DATA)
    @GET
    @Path("/users/{id}")
    public UserView get(@PathParam("id") String id) {
        return view(Bodies.id("id", id));
    }

    @Operation(operationId = "follow", summary = "Have a user follow another one")
    @APIResponse(responseCode = "204", description = "He does")
    @PUT
    @Consumes(MediaType.WILDCARD)
    @Path("/users/{id}/followers/{follower_id}")
    public void follow(@PathParam("id") String id, @PathParam("follower_id") String follower) {
        follows.follow(Bodies.id("id", id), Bodies.id("follower_id", follower));
    }

    @Operation(operationId = "unfollow", summary = "Have a user follow another one no more")
    @APIResponse(responseCode = "204", description = "He doesn't")
    @DELETE
    @Path("/users/{id}/followers/{follower_id}")
    public void unfollow(@PathParam("id") String id, @PathParam("follower_id") String follower) {
        follows.unfollow(Bodies.id("id", id), Bodies.id("follower_id", follower));
    }

    @APIResponseSchema(value = CircleView.class, responseCode = "200")
    @Operation(operationId = "getCircle", summary = "Read how many belong to a circle")
    @RolesAllowed(Caller.DATA)
    @GET
    @Path("/circles/{id}")
    public CircleView circle(@PathParam("id") String id) {
        return new CircleView(id, counts.find(new Entity(Entity.Kind.CIRCLE, Bodies.id("id", id))));
    }

    @Operation(operationId = "joinCircle", summary = "Have a user belong to a circle")
    @APIResponse(responseCode = "204", description = "He does")
    @PUT
    @Consumes(MediaType.WILDCARD)
    @Path("/circles/{id}/members/{user_id}")
    public void join(@PathParam("id") String id, @PathParam("user_id") String user) {
        follows.join(Bodies.id("id", id), Bodies.id("user_id", user));
    }

    @Operation(operationId = "leaveCircle", summary = "Have a user belong to a circle no more")
    @APIResponse(responseCode = "204", description = "He doesn't")
    @DELETE
    @Path("/circles/{id}/members/{user_id}")
    public void leave(@PathParam("id") String id, @PathParam("user_id") String user) {
        follows.leave(Bodies.id("id", id), Bodies.id("user_id", user));
    }

    private UserView view(String id) {
        var user = users.find(id).orElseThrow(() -> NotFound.of("user", "no user has the id " + id));
        return new UserView(user, counts.find(new Entity(Entity.Kind.USER, id)));
    }
}
