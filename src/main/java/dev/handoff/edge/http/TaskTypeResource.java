package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Weights;
import dev.handoff.engine.store.PausedType;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.sweep.Pauses;
import dev.handoff.task.Labels;
import dev.handoff.task.TaskType;
import dev.handoff.task.Weight;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells which task types can be submitted, and pauses and resumes them. */
@Path("/api/task-types")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.TYPES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TaskTypeResource {

    private final TaskTypes types;
    private final Arguments arguments;
    private final Weights weights;
    private final Pauses pauses;
    private final Person person;

    TaskTypeResource(TaskTypes types, Arguments arguments, Weights weights, Pauses pauses, Person person) {
        this.types = types;
        this.arguments = arguments;
        this.weights = weights;
        this.pauses = pauses;
        this.person = person;
    }

    record TypeView(
            String name,

            @Schema(description = "By which it may be called as well, such as content:batch_scan")
            List<String> aliases,

            String description,
            Optional<Labels> labels,
            Weight weight,
            Duration timeout,
            int maxAttempts,
            OptionalInt concurrency,
            Optional<PauseView> paused,

            @Schema(description = "Fields of the input that args give values to, in their order")
            List<String> args,

            @Schema(description = "Fields of inputs and results that are never shown, such as user.token")
            List<String> secrets,

            JsonNode inputSchema) {}

    record TaskTypeList(List<TypeView> taskTypes) {}

    @Operation(operationId = "listTaskTypes", summary = "List the types, with the JSON Schema of their inputs")
    @APIResponseSchema(value = TaskTypeList.class, responseCode = "200")
    @RolesAllowed(Caller.VIEWER)
    @GET
    public TaskTypeList all() {
        var paused = pauses.all().stream().collect(Collectors.toMap(PausedType::type, PauseView::of));
        return new TaskTypeList(types.all().stream()
                .map(type -> view(type, Optional.ofNullable(paused.get(type.name()))))
                .toList());
    }

    record Paused(String type, PauseView paused) {}

    @APIResponseSchema(value = Paused.class, responseCode = "200")
    @Operation(
            operationId = "pauseTaskType",
            summary = "Pause a type",
            description =
                    "No attempt of it begins on any instance and any route until it is resumed. What runs goes on, "
                            + "and tasks can still be submitted. A type that is paused already keeps its pause.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"the provider is down\"}"))
    @POST
    @Path("/{type}/pause")
    @CustomDeserialization(Strict.class)
    public Paused pause(@PathParam("type") @Parameter(example = "process-message") String type, ReasonBody body) {
        return new Paused(types.nameOf(type), PauseView.of(pauses.pause(type, person.acting(body))));
    }

    /** @param resumed whether this call has changed anything */
    record Resumed(String type, boolean resumed) {}

    @APIResponseSchema(value = Resumed.class, responseCode = "200")
    @Operation(
            operationId = "resumeTaskType",
            summary = "Resume a type that is paused",
            description = "What is due is rung for at once.")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"the provider is back\"}"))
    @POST
    @Path("/{type}/resume")
    @CustomDeserialization(Strict.class)
    public Resumed resume(@PathParam("type") @Parameter(example = "process-message") String type, ReasonBody body) {
        return new Resumed(types.nameOf(type), pauses.resume(type, person.acting(body)));
    }

    private TypeView view(TaskType<?, ?> type, Optional<PauseView> paused) {
        return new TypeView(
                type.name(),
                type.aliases().stream().sorted().toList(),
                type.description(),
                type.labels(),
                weights.of(type.name()),
                type.timeout(),
                type.retries().maxAttempts(),
                type.concurrency().limit(),
                paused,
                arguments.names(type.name()),
                type.secrets(),
                types.inputSchema(type));
    }
}
