package dev.handoff.edge.http.community;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.community.CountStore;
import dev.handoff.domain.community.Counts;
import dev.handoff.domain.community.Entity;
import dev.handoff.domain.community.Forms;
import dev.handoff.domain.community.Post;
import dev.handoff.domain.community.PostStore;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Publishes posts, changes and deletes them. */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.COMMUNITY)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class PostResource {

    private static final Set<String> DELETING = Set.of("deleted_by");

    private final PostStore posts;
    private final CountStore counts;
    private final Bodies bodies;

    PostResource(PostStore posts, CountStore counts, Bodies bodies) {
        this.posts = posts;
        this.counts = counts;
        this.bodies = bodies;
    }

    record PostBody(
            @NotNull @Pattern(regexp = Forms.ID) String authorId,
            @Pattern(regexp = Forms.ID) String circleId,

            @NotBlank @Size(max = 500) @Pattern(regexp = Forms.TEXT)
            String title,

            @Size(max = 100_000) @Pattern(regexp = Forms.TEXT)
            String content) {}

    @Schema(name = "PostView", description = "A post, and what it adds up to. Counts follow within moments")
    record PostView(Post post, Counts counts) {}

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = PostBody.class),
                            example =
                                    "{\"author_id\": \"jane\", \"title\": \"Emma\", \"content\": \"Handsome, clever, and rich\"}"))
    @Operation(
            operationId = "putPost",
            summary = "Publish a post, or change its title and content",
            description =
                    "Author and circle never change. Sent again, it is unchanged; what was deleted stays deleted.")
    @APIResponse(
            responseCode = "200",
            description = "Changed, or as it was",
            content = @Content(schema = @Schema(implementation = PostView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Published",
            content = @Content(schema = @Schema(implementation = PostView.class)))
    @PUT
    @Path("/posts/{id}")
    public Response put(@PathParam("id") String id, JsonNode body) {
        var post = bodies.read(body, PostBody.class, "post");
        var content = Optional.ofNullable(post.content()).orElse("");
        var put = posts.put(
                new PostStore.Draft(Bodies.id("id", id), post.authorId(), post.circleId(), post.title(), content));
        return Bodies.answer(put, view(id));
    }

    @APIResponseSchema(value = PostView.class, responseCode = "200")
    @Operation(operationId = "getPost", summary = "Read a post and its counts")
    @RolesAllowed(Caller.DATA)
    @GET
    @Path("/posts/{id}")
    public PostView get(@PathParam("id") String id) {
        return view(Bodies.id("id", id));
    }

    @Operation(
            operationId = "deletePost",
            summary = "Delete a post",
            description = "Its id can't be used again. Deleted again, nothing happens.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @Parameter(
            name = "deleted_by",
            in = ParameterIn.QUERY,
            description = "Who deletes it; if absent, its author",
            schema = @Schema(type = SchemaType.STRING))
    @DELETE
    @Path("/posts/{id}")
    public void delete(@PathParam("id") String id, @Context UriInfo uri) {
        var by = new Query(uri.getQueryParameters(), DELETING).value("deleted_by");
        posts.delete(Bodies.id("id", id), by.map(it -> Bodies.id("deleted_by", it)));
    }

    private PostView view(String id) {
        return new PostView(posts.get(id), counts.find(Entity.post(id)));
    }
}
