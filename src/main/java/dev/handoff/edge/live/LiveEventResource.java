package dev.handoff.edge.live;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells what happens as server-sent events. */
@Path("/api/live/events")
@Produces(MediaType.SERVER_SENT_EVENTS)
@RunOnVirtualThread
@RolesAllowed({Caller.DATA, ScopedCaller.FOLLOWER})
@Tag(name = ApiDescription.LIVE)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class LiveEventResource {

    private final EventStreams streams;
    private final SecurityIdentity caller;

    LiveEventResource(EventStreams streams, SecurityIdentity caller) {
        this.streams = streams;
        this.caller = caller;
    }

    @APIResponse(
            responseCode = "200",
            description = "CloudEvents, one for each event of the stream",
            content = @Content(schema = @Schema(type = SchemaType.STRING)))
    @Operation(
            operationId = "followEvents",
            summary = "Follow what happens",
            description = "Begins with the states of the tasks and groups that are named, or where Last-Event-ID says. "
                    + "Without a parameter: everything that the caller may follow.")
    @Parameter(name = "task", in = ParameterIn.QUERY, description = "Its id; each parameter may be given several times")
    @Parameter(name = "group", in = ParameterIn.QUERY, description = "Its id; its members are followed as well")
    @Parameter(name = "type", in = ParameterIn.QUERY, description = "Of tasks")
    @Parameter(name = "name", in = ParameterIn.QUERY, description = "Of events, or a beginning and a star: analysis.*")
    @Parameter(name = "subject", in = ParameterIn.QUERY, description = "An object of a domain")
    @Parameter(ref = ApiDescription.TOKEN)
    @GET
    @Blocking
    public Multi<OutboundSseEvent> events(
            @Context UriInfo uri, @Context Sse sse, @HeaderParam("Last-Event-ID") String last) {
        var grant = ScopedCaller.grant(caller);
        return streams.of(Access.wanted(uri.getQueryParameters(), grant), grant, sse, last);
    }
}
