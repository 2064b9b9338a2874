package dev.handoff.edge.http;

import dev.handoff.engine.store.TaskRelatives;
import dev.handoff.engine.store.TaskRelatives.Relative;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells where a task comes from, and what has come of it. */
@Path("/api/tasks/{id}/relatives")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.VIEWER)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class TaskRelativeResource {

    private final TaskRelatives relatives;

    TaskRelativeResource(TaskRelatives relatives) {
        this.relatives = relatives;
    }

    @Schema(name = "Relative")
    record RelativeView(
            TaskId taskId,
            String type,
            TaskState state,
            Instant createdAt,

            @Schema(description = "Whether it has submitted others")
            boolean isParent) {

        static RelativeView of(Relative task) {
            return new RelativeView(task.id(), task.type(), task.state(), task.createdAt(), task.isParent());
        }
    }

    /**
     * @param above the task that has submitted it last, and before it the one that has submitted that, and so on
     * @param followUps the first 100 that it has submitted, members of its groups too, oldest first
     * @param isMore whether there are more of these
     */
    @Schema(name = "Relatives")
    record RelativeTasks(List<RelativeView> above, List<RelativeView> followUps, boolean isMore) {}

    @Operation(
            operationId = "getTaskRelatives",
            summary = "Read which tasks a task comes from, and which it has submitted",
            description = "Those that were pruned are missing, and so are those above them.")
    @APIResponseSchema(value = RelativeTasks.class, responseCode = "200")
    @GET
    public RelativeTasks get(@PathParam("id") TaskId id) {
        var found = relatives.of(id);
        return new RelativeTasks(views(found.above()), views(found.followUps()), found.isMore());
    }

    private static List<RelativeView> views(List<Relative> tasks) {
        return tasks.stream().map(RelativeView::of).toList();
    }
}
