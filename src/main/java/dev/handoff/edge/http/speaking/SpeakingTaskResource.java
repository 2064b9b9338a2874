package dev.handoff.edge.http.speaking;

import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Ticket;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has ratings, impressions and sessions put in order now, by one task of each kind at a time. */
@Path("/api/tasks")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SPEAKING)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class SpeakingTaskResource {

    private final OneAtATime tasks;

    SpeakingTaskResource(OneAtATime tasks) {
        this.tasks = tasks;
    }

    @Operation(
            operationId = "recalculateRatings",
            summary = "Rate all resources anew",
            description = "Submits calculate-all-ratings, or finds the one that has not ended yet.")
    @APIResponseSchema(value = Ticket.class, responseCode = "202")
    @POST
    @Path("/rating/recalculate")
    public Response recalculate() {
        return tasks.submit("calculate-all-ratings").accepted();
    }

    @Operation(
            operationId = "syncImpressions",
            summary = "Move impressions from Redis into the database",
            description = "Submits sync-impressions-from-redis, or finds the one that has not ended yet.")
    @APIResponseSchema(value = Ticket.class, responseCode = "202")
    @POST
    @Path("/impressions/sync")
    public Response sync() {
        return tasks.submit("sync-impressions-from-redis").accepted();
    }

    @Operation(
            operationId = "cleanUpSessions",
            summary = "Delete sessions of speaking that are over",
            description = "Submits cleanup-sessions, or finds the one that has not ended yet.")
    @APIResponseSchema(value = Ticket.class, responseCode = "202")
    @POST
    @Path("/cleanup/sessions")
    public Response cleanUp() {
        return tasks.submit("cleanup-sessions").accepted();
    }
}
