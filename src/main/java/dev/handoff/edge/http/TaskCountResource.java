package dev.handoff.edge.http;

import dev.handoff.engine.TaskTypes;
import dev.handoff.engine.store.TaskCounts;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells how many tasks are in which state. */
@Path("/api/task-counts")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TaskCountResource {

    private final TaskCounts counts;
    private final TaskTypes types;

    TaskCountResource(TaskCounts counts, TaskTypes types) {
        this.counts = counts;
        this.types = types;
    }

    /** @param isMore true if count is a lower bound or an estimate, false if it is exact */
    @Schema(name = "StateCount")
    record Count(TaskState state, long count, boolean isMore) {}

    @Schema(name = "StateCounts")
    record Counts(List<Count> counts) {}

    @Operation(
            operationId = "countTasks",
            summary = "Count tasks by state",
            description =
                    "Up to 10,000 of each state, whatever the table holds; members of a group to the last. Of all "
                            + "succeeded tasks there is an estimate beyond that.")
    @APIResponseSchema(value = Counts.class, responseCode = "200")
    @GET
    @Parameter(name = "type", in = ParameterIn.QUERY, schema = @Schema(type = SchemaType.STRING))
    @Parameter(
            name = "group",
            in = ParameterIn.QUERY,
            description = "Members of this group alone, of whatever type",
            schema = @Schema(implementation = GroupId.class))
    public Counts count(@Context UriInfo uri) {
        var filter = TaskQuery.counted(uri.getQueryParameters(), types);
        var found = filter.group().map(counts::of).orElseGet(() -> counts.of(filter.type()));
        return new Counts(found.entrySet().stream()
                .map(it -> new Count(
                        it.getKey(), it.getValue().count(), it.getValue().isMore()))
                .toList());
    }
}
