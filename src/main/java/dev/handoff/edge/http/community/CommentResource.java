package dev.handoff.edge.http.community;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.domain.community.Comment;
import dev.handoff.domain.community.CommentStore;
import dev.handoff.domain.community.CountStore;
import dev.handoff.domain.community.Counts;
import dev.handoff.domain.community.Entity;
import dev.handoff.domain.community.Forms;
import dev.handoff.domain.community.PostStore;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
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
import java.time.Instant;
import java.util.List;
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

/** Keeps comments. */
@Path("/api")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.COMMUNITY)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class CommentResource {

    private static final Set<String> DELETING = Set.of("deleted_by");
    private static final Set<String> PAGE = Set.of("limit", "cursor");

    private final PostStore posts;
    private final CommentStore comments;
    private final CountStore counts;
    private final Bodies bodies;

    CommentResource(PostStore posts, CommentStore comments, CountStore counts, Bodies bodies) {
        this.posts = posts;
        this.comments = comments;
        this.counts = counts;
        this.bodies = bodies;
    }

    record CommentBody(
            @NotNull @Pattern(regexp = Forms.ID) String postId,
            @NotNull @Pattern(regexp = Forms.ID) String authorId,
            @Pattern(regexp = Forms.ID) String parentId,

            @NotBlank @Size(max = 10_000) @Pattern(regexp = Forms.TEXT)
            String content) {}

    @Schema(name = "CommentView", description = "A comment, and what it adds up to. Counts follow within moments")
    record CommentView(Comment comment, Counts counts) {}

    record CommentPage(List<Comment> comments, Optional<String> nextCursor) {}

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = CommentBody.class),
                            example = "{\"post_id\": \"p1\", \"author_id\": \"ann\", \"content\": \"Is she, @jane?\"}"))
    @Operation(
            operationId = "putComment",
            summary = "Comment on a post, or answer a comment",
            description = "A comment never changes. Its @mentions are ids of registered users.")
    @APIResponse(
            responseCode = "200",
            description = "As it was",
            content = @Content(schema = @Schema(implementation = CommentView.class)))
    @APIResponse(
            responseCode = "201",
            description = "Stored",
            content = @Content(schema = @Schema(implementation = CommentView.class)))
    @PUT
    @Path("/comments/{id}")
    public Response put(@PathParam("id") String id, JsonNode body) {
        var comment = bodies.read(body, CommentBody.class, "comment");
        var put = comments.put(new CommentStore.Draft(
                Bodies.id("id", id), comment.postId(), comment.authorId(), comment.parentId(), comment.content()));
        return Bodies.answer(put, view(id));
    }

    @APIResponseSchema(value = CommentView.class, responseCode = "200")
    @Operation(operationId = "getComment", summary = "Read a comment and its counts")
    @RolesAllowed(Caller.DATA)
    @GET
    @Path("/comments/{id}")
    public CommentView get(@PathParam("id") String id) {
        return view(Bodies.id("id", id));
    }

    @Operation(
            operationId = "deleteComment",
            summary = "Delete a comment",
            description = "The answers to it stay. Its id can't be used again. Deleted again, nothing happens.")
    @APIResponse(responseCode = "204", description = "Deleted")
    @Parameter(
            name = "deleted_by",
            in = ParameterIn.QUERY,
            description = "Who deletes it; if absent, its author",
            schema = @Schema(type = SchemaType.STRING))
    @DELETE
    @Path("/comments/{id}")
    public void delete(@PathParam("id") String id, @Context UriInfo uri) {
        var by = new Query(uri.getQueryParameters(), DELETING).value("deleted_by");
        comments.delete(Bodies.id("id", id), by.map(it -> Bodies.id("deleted_by", it)));
    }

    @APIResponseSchema(value = CommentPage.class, responseCode = "200")
    @Operation(operationId = "listComments", summary = "List the comments of a post in the order of their writing")
    @RolesAllowed(Caller.DATA)
    @GET
    @Path("/posts/{id}/comments")
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public CommentPage list(@PathParam("id") String id, @Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PAGE);
        var after = Cursor.read(query, 2, parts -> new CommentStore.Place(Instant.parse(parts[0]), parts[1]));
        var post = posts.get(Bodies.id("id", id));
        var page = comments.of(post.postId(), after, query.limit());
        var next = Cursor.next(page, query.limit(), it -> List.of(it.createdAt().toString(), it.commentId()));
        return new CommentPage(page, next);
    }

    private CommentView view(String id) {
        return new CommentView(comments.get(id), counts.find(Entity.comment(id)));
    }
}
