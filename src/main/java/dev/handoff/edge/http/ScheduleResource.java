package dev.handoff.edge.http;

import dev.handoff.engine.schedule.ScheduleState;
import dev.handoff.engine.schedule.Ticker;
import dev.handoff.task.TaskId;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Lists the tasks that are submitted by the clock, and lets a foreign clock, such as Cloud Scheduler, submit them. */
@Path("/api/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = ApiDescription.SCHEDULES)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ScheduleResource {

    private final Ticker ticker;

    ScheduleResource(Ticker ticker) {
        this.ticker = ticker;
    }

    @Schema(description = "What is submitted when, and how far it has come. last_task_id may have been pruned")
    record ScheduleView(
            String name,
            String type,
            String cron,
            String zone,
            long deadlineSeconds,
            Optional<Instant> lastTickAt,
            Optional<TaskId> lastTaskId,
            Instant nextTickAt) {

        static ScheduleView of(ScheduleState state) {
            var schedule = state.schedule();
            return new ScheduleView(
                    schedule.name(),
                    schedule.type(),
                    schedule.cron().expression(),
                    schedule.cron().zone().getId(),
                    schedule.deadline().toSeconds(),
                    state.lastTick(),
                    state.lastTask(),
                    state.nextTick());
        }
    }

    record ScheduleList(List<ScheduleView> schedules) {}

    @Schema(description = "ticked is false if nothing was due, or its task had been submitted before")
    record TickView(
            String name,
            boolean ticked,
            Optional<Instant> lastTickAt,
            Optional<TaskId> lastTaskId,
            Instant nextTickAt) {

        static TickView of(Ticker.Answer answer) {
            var state = answer.state();
            return new TickView(
                    state.schedule().name(), answer.ticked(), state.lastTick(), state.lastTask(), state.nextTick());
        }
    }

    @Operation(operationId = "listSchedules", summary = "List the schedules by their names")
    @APIResponseSchema(value = ScheduleList.class, responseCode = "200")
    @RolesAllowed(Caller.VIEWER)
    @SecurityRequirement(name = Caller.API)
    @GET
    public ScheduleList all() {
        return new ScheduleList(ticker.states().stream().map(ScheduleView::of).toList());
    }

    @Operation(
            operationId = "tickSchedule",
            summary = "Submit what is due of a schedule",
            description =
                    "Of all calls for one tick, one submits its task; which tick is due is decided by the server's"
                            + " database, whatever the caller says. A call that comes up to five seconds early waits for"
                            + " its tick.")
    @APIResponseSchema(value = TickView.class, responseCode = "200")
    @RolesAllowed(Caller.INVOKER)
    @SecurityRequirement(name = Caller.INVOKER)
    @POST
    @Path("/{name}/tick")
    public TickView tick(@PathParam("name") String name) throws InterruptedException {
        return TickView.of(ticker.tick(name));
    }
}
