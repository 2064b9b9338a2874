package dev.handoff.edge.live;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.task.TaskId;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what happens to one task as server-sent events. */
@Path("/api/tasks/{id}/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@RunOnVirtualThread
@RolesAllowed({Caller.DATA, ScopedCaller.FOLLOWER})
@Tag(name = ApiDescription.LIVE)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TaskEventResource {

    private final EventStreams streams;
    private final SecurityIdentity caller;

    TaskEventResource(EventStreams streams, SecurityIdentity caller) {
        this.streams = streams;
        this.caller = caller;
    }

    @APIResponse(
            responseCode = "200",
            description = "CloudEvents, one for each event of the stream",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "followTask",
            summary = "Follow a task",
            description = "Begins with its state, or where Last-Event-ID says.")
    @Parameter(ref = ApiDescription.TOKEN)
    @GET
    @Blocking
    public Multi<OutboundSseEvent> events(
            @PathParam("id") TaskId id, @Context Sse sse, @HeaderParam("Last-Event-ID") String last) {
        var grant = ScopedCaller.grant(caller);
        return streams.of(Access.allowed(Set.of(Choice.of(id)), grant), grant, sse, last);
    }
}
