package dev.handoff.edge.http.community;

import dev.handoff.domain.community.FeedStore;
import dev.handoff.domain.community.Post;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Query;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows what there is to read. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.DATA)
@Tag(name = ApiDescription.COMMUNITY)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class FeedResource {

    private static final Set<String> PAGE = Set.of("limit", "cursor");

    private final FeedStore feeds;

    FeedResource(FeedStore feeds) {
        this.feeds = feeds;
    }

    @Schema(name = "FeedPage")
    record FeedPage(List<Post> posts, Optional<String> nextCursor) {}

    @Schema(name = "HotPage")
    record HotPage(List<FeedStore.Hot> posts, Optional<String> nextCursor) {}

    @APIResponseSchema(value = FeedPage.class, responseCode = "200")
    @Operation(
            operationId = "listFeed",
            summary = "List what a user has to read, newest first",
            description = "The posts of those whom he follows, and of his circles.")
    @GET
    @Path("/users/{id}/feed")
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public FeedPage feed(@PathParam("id") String id, @Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PAGE);
        var after = Cursor.read(query, 2, parts -> new FeedStore.Place(Instant.parse(parts[0]), parts[1]));
        var page = feeds.read(Bodies.id("id", id), after, query.limit());
        var next = Cursor.next(page, query.limit(), it -> List.of(it.createdAt().toString(), it.postId()));
        return new FeedPage(page, next);
    }

    private record Place(double hotness, String id) {}

    @APIResponseSchema(value = HotPage.class, responseCode = "200")
    @Operation(operationId = "listHotPosts", summary = "List all posts, the hottest first")
    @GET
    @Path("/posts")
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public HotPage hot(@Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PAGE);
        var after = Cursor.read(query, 2, parts -> new Place(Double.parseDouble(parts[0]), parts[1]))
                .orElse(new Place(Double.POSITIVE_INFINITY, ""));
        var page = feeds.hottest(after.hotness(), after.id(), query.limit());
        var next = Cursor.next(
                page,
                query.limit(),
                it -> List.of(Double.toString(it.hotness()), it.post().postId()));
        return new HotPage(page, next);
    }
}
