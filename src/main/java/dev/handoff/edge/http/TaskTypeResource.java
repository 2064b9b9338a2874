package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.dispatch.Weights;
import dev.handoff.task.Labels;
import dev.handoff.task.TaskType;
import dev.handoff.task.Weight;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells which task types can be submitted. */
@Path("/api/task-types")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.API)
@Tag(name = ApiDescription.TYPES)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TaskTypeResource {

    private final TaskTypes types;
    private final Weights weights;

    TaskTypeResource(TaskTypes types, Weights weights) {
        this.types = types;
        this.weights = weights;
    }

    record TypeView(
            String name,
            String description,
            Optional<Labels> labels,
            Weight weight,
            Duration timeout,
            int maxAttempts,
            OptionalInt concurrency,
            JsonNode inputSchema) {}

    record TaskTypeList(List<TypeView> taskTypes) {}

    @Operation(operationId = "listTaskTypes", summary = "List the types, with the JSON Schema of their inputs")
    @APIResponseSchema(value = TaskTypeList.class, responseCode = "200")
    @GET
    public TaskTypeList all() {
        return new TaskTypeList(types.all().stream().map(this::view).toList());
    }

    private TypeView view(TaskType<?, ?> type) {
        return new TypeView(
                type.name(),
                type.description(),
                type.labels(),
                weights.of(type.name()),
                type.timeout(),
                type.retries().maxAttempts(),
                type.concurrency().limit(),
                types.inputSchema(type));
    }
}
