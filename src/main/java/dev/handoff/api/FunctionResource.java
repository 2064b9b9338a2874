package dev.handoff.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.dispatch.Doorbell;
import dev.handoff.dispatch.Slots;
import dev.handoff.dispatch.TaskReceiver;
import dev.handoff.dispatch.TaskReceiver.Receipt;
import dev.handoff.engine.DedupeKey;
import dev.handoff.engine.Submission;
import dev.handoff.engine.TaskNotFound;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.Tasks;
import dev.handoff.store.TaskReader;
import dev.handoff.task.InvalidTask;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.logging.Log;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
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

    private final Tasks tasks;
    private final TaskTypes types;
    private final Slots slots;
    private final TaskReceiver receiver;
    private final TaskReader reader;
    private final ObjectMapper json;
    private final UriInfo uri;

    FunctionResource(
            Tasks tasks,
            TaskTypes types,
            Slots slots,
            TaskReceiver receiver,
            TaskReader reader,
            ObjectMapper json,
            UriInfo uri) {
        this.tasks = tasks;
        this.types = types;
        this.slots = slots;
        this.receiver = receiver;
        this.reader = reader;
        this.json = json;
        this.uri = uri;
    }

    /** How the task stands after the attempt; QUEUED if it will be tried again. */
    record Answer(TaskId taskId, TaskState state, int attempt, Optional<RawValue> result, Optional<String> error) {}

    /** Why nothing was stored, for a queue that must not bring the same again. */
    record Refusal(String error, List<Problem.Fault> errors) {}

    @Operation(
            summary = "Run one attempt",
            description =
                    "The body is the input. With X-Handoff-Task the task is stored already and the body is ignored. "
                            + "Answers 200 when the engine has dealt with the attempt, whatever came of it: state is "
                            + "QUEUED if it will be tried again.")
    @RequestBody(description = "The input", content = @Content(schema = @Schema(implementation = Object.class)))
    @APIResponseSchema(value = Answer.class, responseCode = "200")
    // Cloud Tasks calls a body an octet stream unless it is told better.
    @POST
    @Consumes({MediaType.APPLICATION_JSON, MediaType.APPLICATION_OCTET_STREAM})
    public RestResponse<?> run(
            @PathParam("type") String type,
            @HeaderParam("X-Handoff-Task") TaskId stored,
            @HeaderParam(RequestKey.CLOUD_TASK_NAME) String cloudTask,
            @HeaderParam(RequestKey.IDEMPOTENCY_KEY) String key,
            byte[] body)
            throws IOException {
        types.getServed(type);
        if (stored != null) {
            return run(stored, type);
        }
        TaskId accepted;
        try {
            accepted = accept(type, cloudTask, key, body);
        } catch (InvalidTask invalid) {
            if (cloudTask == null) {
                throw invalid;
            }
            // Any other answer would have Cloud Tasks bring it again, until the queue's patience ends.
            Log.warnf("Cloud Tasks brought %s for %s, whose input can never work: dropped", cloudTask, type);
            return RestResponse.ok(
                    new Refusal(invalid.getMessage(), Problem.invalid(invalid).errors()));
        }
        return run(accepted, type);
    }

    private TaskId accept(String type, String cloudTask, String key, byte[] body) throws IOException {
        if (body == null || body.length == 0) {
            throw new BadRequest("body", "must be the input as JSON, was empty");
        }
        var name = RequestKey.of(RequestKey.CLOUD_TASK_NAME, cloudTask).map(DedupeKey::ofCloudTask);
        var once = name.or(
                () -> RequestKey.of(RequestKey.IDEMPOTENCY_KEY, key).map(header -> DedupeKey.ofRequest(header, 0)));
        var input = json.readTree(body);
        return tasks.accept(new Submission(type, input, Optional.empty(), 0, once, Optional.empty()))
                .id();
    }

    private RestResponse<?> run(TaskId id, String type) {
        var receipt = receive(new Doorbell(id, type, 0, Instant.now()));
        if (receipt == Receipt.TRY_AGAIN) {
            return notNow(id, 429, "busy", "This instance can't take the task now", "bring it again later");
        }
        var task = reader.find(id).orElseThrow(() -> new TaskNotFound(id));
        return task.state() == TaskState.RUNNING
                ? notNow(id, 409, "running", "The task is running elsewhere", "ask again later for its outcome")
                : RestResponse.ok(new Answer(
                        id, task.state(), task.attempt(), task.resultJson().map(RawValue::new), task.error()));
    }

    private Receipt receive(Doorbell bell) {
        try (var slot = slots.tryTake(bell.type()).orElse(null)) {
            return slot == null ? Receipt.TRY_AGAIN : receiver.receive(bell);
        }
    }

    private RestResponse<?> notNow(TaskId id, int status, String name, String title, String remedy) {
        var problem = Problem.of(status, name, title, remedy)
                .task(id)
                .instance(uri.getRequestUri().getRawPath());
        return ProblemMapper.respondLater(problem).build();
    }
}
