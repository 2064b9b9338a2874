package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.bulk.Bulk;
import dev.handoff.engine.bulk.BulkAction;
import dev.handoff.engine.bulk.Selection;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.util.Arrays;
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

/** Cancels, retries and deletes all tasks that match. */
@Path("/api/bulk")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class BulkResource {

    private final Bulk bulk;
    private final TaskTypes types;
    private final Person person;

    BulkResource(Bulk bulk, TaskTypes types, Person person) {
        this.bulk = bulk;
        this.types = types;
        this.person = person;
    }

    /** @param isMore whether there are more than could be counted; then tasks is a lower bound */
    @Schema(name = "BulkCount")
    record Matching(long tasks, boolean isMore) {}

    @Operation(
            operationId = "countBulk",
            summary = "Count to how many tasks it would be done",
            description =
                    "The action is cancel, retry or delete. At least one parameter is needed. Of each state up to "
                            + "100,000 tasks are looked at, with a fingerprint 10,000.")
    @APIResponseSchema(value = Matching.class, responseCode = "200")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{action}")
    @Parameter(name = "type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "state", in = ParameterIn.QUERY, schema = @Schema(implementation = TaskState.class))
    @Parameter(name = "group", in = ParameterIn.QUERY, schema = @Schema(implementation = GroupId.class))
    @Parameter(name = "created_from", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(name = "created_before", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(name = "id", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "route", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "error", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "fingerprint", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    public Matching count(@PathParam("action") String word, @Context UriInfo uri) {
        var action = Arrays.stream(BulkAction.values())
                .filter(it -> it.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new BadRequest("action", "must be cancel, retry or delete", word));
        var found = bulk.count(action, checked(action, TaskQuery.selection(uri.getQueryParameters(), types), "state"));
        return new Matching(found.count(), found.isMore());
    }

    /** @param taskId the task that does it, and tells how far it is */
    @Schema(name = "BulkOrdered")
    record Ordered(TaskId taskId) {}

    @Operation(
            operationId = "cancelTasks",
            summary = "Cancel all tasks that match",
            description = "A task of the type bulk does it in batches, to what is there now.")
    @APIResponseSchema(value = Ordered.class, responseCode = "202")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = BulkBody.class),
                            example = "{\"filter\": {\"type\": \"process-message\", \"created_before\": "
                                    + "\"2026-01-01T00:00:00Z\"}, \"reason\": \"submitted by mistake\"}"))
    @POST
    @Path("/cancel")
    @CustomDeserialization(Strict.class)
    public Response cancel(BulkBody body) {
        return order(BulkAction.CANCEL, body);
    }

    @Operation(
            operationId = "retryTasks",
            summary = "Put all dead tasks that match back into the queue",
            description = "A task of the type bulk does it in batches, to what is dead now.")
    @APIResponseSchema(value = Ordered.class, responseCode = "202")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = BulkBody.class),
                            example = "{\"filter\": {\"type\": \"process-message\", \"created_before\": "
                                    + "\"2026-01-01T00:00:00Z\"}, \"reason\": \"the provider is back\", \"rate\": 20}"))
    @POST
    @Path("/retry")
    @CustomDeserialization(Strict.class)
    public Response retry(BulkBody body) {
        return order(BulkAction.RETRY, body);
    }

    @Operation(
            operationId = "deleteTasks",
            summary = "Delete all tasks that match and have ended",
            description =
                    "A task of the type bulk does it in batches, to what has ended now. What something still counts "
                            + "on is left.")
    @APIResponseSchema(value = Ordered.class, responseCode = "202")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(implementation = BulkBody.class),
                            example = "{\"filter\": {\"type\": \"process-message\", \"created_before\": "
                                    + "\"2026-01-01T00:00:00Z\"}, \"reason\": \"of a test\"}"))
    @RolesAllowed(Caller.ADMIN)
    @POST
    @Path("/delete")
    @CustomDeserialization(Strict.class)
    public Response delete(BulkBody body) {
        return order(BulkAction.DELETE, body);
    }

    private Response order(BulkAction action, BulkBody body) {
        var selection = checked(action, BulkBody.selection(body, types), "/filter/state");
        var actor = person.acting(new ReasonBody(body.reason()));
        var task = bulk.order(action, selection, body.checkedRate(), actor).id();
        return Response.accepted(new Ordered(task))
                .header(HttpHeaders.LOCATION, "/api/tasks/" + task)
                .build();
    }

    /** @param place where the state was given */
    private static Selection checked(BulkAction action, Selection selection, String place) {
        selection.state().filter(it -> !action.states().contains(it)).ifPresent(it -> {
            throw new BadRequest(place, "must be one of " + action.states() + " to " + action.word(), it.name());
        });
        return selection;
    }
}
