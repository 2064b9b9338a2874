package dev.handoff.edge.http.community;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Cursor;
import dev.handoff.edge.http.Query;
import dev.handoff.kit.notify.NoticeStore;
import dev.handoff.kit.notify.StoredNotice;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
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
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Shows users what has happened. */
@Path("/api/users/{id}/notices")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.COMMUNITY)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class NoticeResource {

    private static final Set<String> PAGE = Set.of("limit", "cursor");

    private final NoticeStore notices;
    private final Bodies bodies;

    NoticeResource(NoticeStore notices, Bodies bodies) {
        this.notices = notices;
        this.bodies = bodies;
    }

    @Schema(name = "NoticeView", description = "Something that a user was told")
    record NoticeView(
            UUID noticeId,

            @Schema(description = "What has happened: mention, reply, comment, vote or post")
            String kind,

            @Schema(description = "Who did it") Optional<String> actorId,

            String entityType,
            String entityId,

            @Schema(description = "Words that it is about, up to 200 characters of them")
            String excerpt,

            Instant createdAt,
            Optional<Instant> readAt) {

        static NoticeView of(StoredNotice stored) {
            var notice = stored.notice();
            return new NoticeView(
                    stored.id(),
                    notice.kind(),
                    notice.actorId(),
                    notice.entityType(),
                    notice.entityId(),
                    notice.excerpt(),
                    stored.createdAt(),
                    stored.readAt());
        }
    }

    @Schema(name = "NoticePage")
    record NoticePage(
            List<NoticeView> notices,

            @Schema(description = "How many the user hasn't read; no more than 1000 are counted")
            long unread,

            Optional<String> nextCursor) {}

    record ReadBody(@NotNull @Size(min = 1, max = 1000) List<@NotNull UUID> noticeIds) {}

    @APIResponseSchema(value = NoticePage.class, responseCode = "200")
    @Operation(
            operationId = "listNotices",
            summary = "List what a user was told",
            description = "First what he hasn't read; of that and of the rest the newest first.")
    @RolesAllowed(Caller.DATA)
    @GET
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public NoticePage list(@PathParam("id") String id, @Context UriInfo uri) {
        var query = new Query(uri.getQueryParameters(), PAGE);
        var after = Cursor.read(
                query,
                3,
                parts -> new NoticeStore.Place(
                        parts[0].equals("unread"), Instant.parse(parts[1]), UUID.fromString(parts[2])));
        var page = notices.list(Bodies.id("id", id), after, query.limit());
        var next = Cursor.next(page, query.limit(), NoticeResource::place);
        return new NoticePage(page.stream().map(NoticeView::of).toList(), notices.unread(id), next);
    }

    private static List<String> place(StoredNotice stored) {
        var half = stored.readAt().isPresent() ? "read" : "unread";
        return List.of(half, stored.createdAt().toString(), stored.id().toString());
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = ReadBody.class),
                            example = "{\"notice_ids\": [\"01990a5c-7f3e-7000-8000-000000000000\"]}"))
    @Operation(
            operationId = "readNotices",
            summary = "Note that a user has read some of his notices",
            description = "Others' notices and unknown ones are left alone.")
    @APIResponse(responseCode = "204", description = "Noted")
    @POST
    @Path("/read")
    public void read(@PathParam("id") String id, JsonNode body) {
        notices.read(
                Bodies.id("id", id),
                bodies.read(body, ReadBody.class, "reading").noticeIds());
    }
}
