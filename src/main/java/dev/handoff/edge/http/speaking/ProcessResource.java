package dev.handoff.edge.http.speaking;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.edge.http.ApiDescription;
import dev.handoff.edge.http.BadRequest;
import dev.handoff.edge.http.Caller;
import dev.handoff.edge.http.Ticket;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Has a resource rated, at the address that services which move here from Celery call. */
@Path("/process")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.SPEAKING)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ProcessResource {

    private final Tasks tasks;

    ProcessResource(Tasks tasks) {
        this.tasks = tasks;
    }

    @RequestBody(
            required = true,
            content = @Content(schema = @Schema(type = SchemaType.OBJECT), example = "{\"resource_id\": \"greeting\"}"))
    @Operation(
            operationId = "processResource",
            summary = "Rate a resource",
            description = "Submits calculate-rating with the body as its input.")
    @APIResponseSchema(value = Ticket.class, responseCode = "202")
    @POST
    public Response process(JsonNode body) {
        if (body == null || body.isMissingNode()) {
            throw new BadRequest("body", "must be an object with a resource_id, was empty");
        }
        return Ticket.of(tasks.submit(Submission.of("calculate-rating", body))).accepted();
    }
}
