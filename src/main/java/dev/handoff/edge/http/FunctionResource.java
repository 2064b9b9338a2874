package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Doorbell;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.TaskReceiver;
import dev.handoff.engine.dispatch.TaskReceiver.Disposition;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Runs one attempt of a task and answers when it has ended. */
@Path("/api/tasks/{type}")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.INVOKER)
@Tag(name = ApiDescription.FUNCTIONS)
@SecurityRequirement(name = Caller.INVOKER)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class FunctionResource {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** Looking for tasks that wait takes a statement, and this at most before a caller is told to come again. */
    private static final Duration A_LOOK = Duration.ofSeconds(1);

    private final Arrivals arrivals;
    private final TaskTypes types;
    private final Slots slots;
    private final TaskReceiver receiver;
    private final TaskReader reader;
    private final UriInfo uri;

    FunctionResource(
            Arrivals arrivals, TaskTypes types, Slots slots, TaskReceiver receiver, TaskReader reader, UriInfo uri) {
        this.arrivals = arrivals;
        this.types = types;
        this.slots = slots;
        this.receiver = receiver;
        this.reader = reader;
        this.uri = uri;
    }

    /** How the task stands after the attempt; QUEUED if it will be tried again. */
    record Answer(TaskId taskId, TaskState state, int attempt, Optional<RawValue> result, Optional<String> error) {}

    @RequestBody(content = @Content(schema = @Schema(implementation = Object.class), example = "{\"text\": \"hello\"}"))
    @Operation(
            operationId = "runTask",
            summary = "Run one attempt",
            description =
                    "The body is the input. With X-Handoff-Task the task is stored already and the body is ignored. "
                            + "Answers 200 when the engine has dealt with the attempt, whatever came of it: state is "
                            + "QUEUED if it will be tried again or its type is paused, and DEAD if Cloud Tasks brought what can never work.")
    @APIResponseSchema(value = Answer.class, responseCode = "200")
    // Cloud Tasks calls a body an octet stream unless it is told better.
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    public RestResponse<?> run(
            @PathParam("type") @Parameter(example = "process-message") String name,
            @BeanParam FunctionHeaders headers,
            byte[] body)
            throws IOException, InterruptedException {
        var type = types.getServed(name).name();
        var budget = headers.budget();
        try (var slot = slots.take(type, A_LOOK).orElse(null)) {
            if (headers.stored().isPresent()) {
                return answer(headers.stored().get(), receive(headers.stored().get(), type, budget, slot));
            }
            var arrival = arrivals.accept(type, headers, body == null ? new byte[0] : body, Optional.ofNullable(slot));
            if (arrival.claimed().isEmpty()) {
                return answer(arrival.id(), receive(arrival.id(), type, budget, slot));
            }
            arrival.claimed().get().run(budget);
            return answer(arrival.id(), Disposition.DONE);
        }
    }

    private Disposition receive(TaskId id, String type, Optional<Duration> budget, Slots.Slot slot) {
        return slot == null
                ? Disposition.REQUEUE
                : receiver.receive(new Doorbell(id, type, 0, 0, Instant.now()), budget, () -> {});
    }

    private RestResponse<?> answer(TaskId id, Disposition disposition) {
        if (disposition == Disposition.REQUEUE) {
            return notNow(id, 429, "busy", "This instance can't take the task now", "bring it again later");
        }
        var task = find(id);
        // After an attempt of ours it may run or wait again already; that attempt was dealt with all the same.
        if (disposition == Disposition.STALE && task.state() == TaskState.RUNNING) {
            return notNow(id, 409, "running", "The task is running elsewhere", "ask again later for its outcome");
        }
        if (disposition == Disposition.STALE && isDueSoon(task)) {
            // A bringer that is told of a pause as of trouble would come again and again.
            if (receiver.putOff(id)) {
                return RestResponse.ok(answer(find(id)));
            }
            return notNow(id, 409, "early", "The task is not due yet", "bring it again when it is");
        }
        return RestResponse.ok(answer(task));
    }

    private static Answer answer(TaskRecord task) {
        return new Answer(
                task.id(), task.state(), task.attempt(), task.resultJson().map(RawValue::new), task.error());
    }

    private TaskRecord find(TaskId id) {
        return reader.find(id).orElseThrow(() -> NotFound.task(id));
    }

    /**
     * Whether the doorbell is the right one and only came too early, by a clock that runs ahead of the database's. After the
     * answer that it was dealt with, a queue would forget it and refuse another one of its name. A task that is due much
     * later has another doorbell.
     */
    private static boolean isDueSoon(TaskRecord task) {
        return task.state() == TaskState.QUEUED
                && task.runAt().isBefore(Instant.now().plus(SOON));
    }

    private RestResponse<?> notNow(TaskId id, int status, String name, String title, String remedy) {
        var problem = Problem.of(status, name, title, remedy)
                .task(id)
                .instance(uri.getRequestUri().getRawPath());
        return ProblemMapper.respondLater(problem).build();
    }
}
