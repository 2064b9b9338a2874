package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.DeadTasks;
import dev.handoff.engine.store.TaskOrigins;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.engine.sweep.Remover;
import dev.handoff.task.GroupId;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
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

/** Lists, reads, cancels and revives tasks. */
@Path("/api/tasks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TaskResource {

    private final Tasks tasks;
    private final TaskReader reader;
    private final DeadTasks dead;
    private final TaskOrigins origins;
    private final TraceLinks traces;
    private final TaskTypes types;
    private final Remover remover;
    private final Person person;

    TaskResource(
            Tasks tasks,
            TaskReader reader,
            DeadTasks dead,
            TaskOrigins origins,
            TraceLinks traces,
            TaskTypes types,
            Remover remover,
            Person person) {
        this.dead = dead;
        this.origins = origins;
        this.traces = traces;
        this.remover = remover;
        this.person = person;
        this.tasks = tasks;
        this.reader = reader;
        this.types = types;
    }

    @Schema(name = "TaskPage")
    record Page(List<TaskView> tasks, Optional<String> nextCursor) {}

    @APIResponseSchema(value = Page.class, responseCode = "200")
    @Operation(
            operationId = "listTasks",
            summary = "List tasks, newest first",
            description = "Without inputs, results, attempts and steps.")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Parameter(name = "type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(name = "state", in = ParameterIn.QUERY, schema = @Schema(implementation = TaskState.class))
    @Parameter(
            name = "group",
            in = ParameterIn.QUERY,
            description = "Members of this group alone",
            schema = @Schema(implementation = GroupId.class))
    @Parameter(name = "created_from", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(name = "created_before", in = ParameterIn.QUERY, schema = @Schema(implementation = OffsetDateTime.class))
    @Parameter(
            name = "id",
            in = ParameterIn.QUERY,
            description = "How the id begins, 4 to 32 hexadecimal digits",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "route",
            in = ParameterIn.QUERY,
            description = "Looked for among 20,000 tasks at a time: a page may be short, or empty, and have a next one",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "error",
            in = ParameterIn.QUERY,
            description = "What the error has in it, in whatever case; looked for as a route is",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "fingerprint",
            in = ParameterIn.QUERY,
            description = "What the newest 10,000 dead tasks died of, as GET /api/errors tells it",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "label",
            in = ParameterIn.QUERY,
            description = "Of the type: component:NAME or task_type:NAME; looked for as a route is",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "input",
            in = ParameterIn.QUERY,
            description =
                    "What the first 4,000 characters of the input's JSON have in them, in whatever case; looked for as "
                            + "a route is, not in types that keep something secret, and not by viewers who are shown no inputs",
            schema = @Schema(type = SchemaType.STRING))
    @Parameter(ref = ApiDescription.LIMIT)
    @Parameter(ref = ApiDescription.CURSOR)
    public Page list(@Context UriInfo uri) {
        var filter = TaskQuery.listed(uri.getQueryParameters(), types, dead, person.seesData());
        var page = reader.list(filter);
        var next = Cursor.next(page, filter.limit(), task -> List.of(task.id().toString()))
                .or(() -> reader.horizon(filter).map(last -> Cursor.of(List.of(last.toString()))));
        return new Page(
                page.stream()
                        .map(task -> TaskView.inList(task, types.labels(task.type())))
                        .toList(),
                next);
    }

    @APIResponseSchema(value = TaskView.class, responseCode = "200")
    @Operation(operationId = "getTask", summary = "Read everything about a task")
    @RolesAllowed(Caller.VIEWER)
    @GET
    @Path("/{id}")
    public TaskView get(@PathParam("id") TaskId id) {
        var task = find(id);
        var origin = origins.of(id);
        return TaskView.of(task, origin, traces.of(origin.traceparent()), types.labels(task.type()), person.seesData());
    }

    /**
     * @param cancelled whether this call has changed anything
     * @param groups those that were cancelled with it, or whose completion was
     */
    record Cancelled(TaskId taskId, boolean cancelled, TaskState state, List<GroupId> groups) {}

    @APIResponseSchema(value = Cancelled.class, responseCode = "200")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"no longer needed\"}"))
    @Operation(
            operationId = "cancelTask",
            summary = "Cancel a task",
            description = "A queued one ends at once, a running one is interrupted within about two seconds. "
                    + "So is what it has handed on to groups, if it has ended itself. "
                    + "cancelled tells whether this call changed anything.")
    @POST
    @Path("/{id}/cancel")
    @CustomDeserialization(Strict.class)
    public Cancelled cancel(@PathParam("id") TaskId id, ReasonBody body) {
        var cancellation = tasks.cancel(id, ReasonBody.text(body));
        person.did("task.cancel", "task", id, ReasonBody.of(body));
        return new Cancelled(id, cancellation.changed(), cancellation.state(), cancellation.groups());
    }

    @APIResponseSchema(value = Ticket.class, responseCode = "202")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"the provider is back\"}"))
    @Operation(operationId = "retryTask", summary = "Put a dead task back into the queue")
    @POST
    @Path("/{id}/retry")
    @CustomDeserialization(Strict.class)
    public Response retry(@PathParam("id") TaskId id, ReasonBody body) {
        var reason = ReasonBody.of(body);
        var submitted = tasks.retry(id);
        person.did("task.retry", "task", id, reason);
        return Ticket.of(submitted).accepted();
    }

    @APIResponse(responseCode = "204", description = "It is gone, with its attempts and steps")
    @Operation(
            operationId = "deleteTask",
            summary = "Delete a task that has ended",
            description = "Refused while something still counts on it, as pruning would leave it: an event that is not "
                    + "delivered, a task that has submitted it and has not succeeded, or a group that has not ended.")
    @RolesAllowed(Caller.ADMIN)
    @DELETE
    @Path("/{id}")
    public void delete(
            @PathParam("id") TaskId id,
            @Parameter(description = "Why, for the audit log") @QueryParam("reason") Optional<String> reason) {
        remover.delete(id, person.acting(new ReasonBody(reason)));
    }

    private TaskRecord find(TaskId id) {
        return reader.find(id).orElseThrow(() -> NotFound.task(id));
    }
}
