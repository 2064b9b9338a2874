package dev.handoff.edge.live;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Gives out the AsyncAPI document. */
@Path("/api/live/asyncapi")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.LIVE)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class AsyncApiResource {

    private final AsyncApi api;

    AsyncApiResource(AsyncApi api) {
        this.api = api;
    }

    @APIResponse(
            responseCode = "200",
            description = "An AsyncAPI 3 document",
            content = @Content(schema = @Schema(implementation = Object.class)))
    @Operation(
            operationId = "describeLive",
            summary = "Describe the messages of the WebSocket and the events of the streams as AsyncAPI does")
    @GET
    public JsonNode describe() {
        return api.document();
    }
}
