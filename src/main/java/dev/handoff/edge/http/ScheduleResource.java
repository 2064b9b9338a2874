package dev.handoff.edge.http;

import dev.handoff.engine.schedule.ScheduleState;
import dev.handoff.engine.schedule.Schedules;
import dev.handoff.engine.schedule.Ticker;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.TaskId;
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
import jakarta.ws.rs.core.Response;
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

/**
 * Lists the tasks that are submitted by the clock, lets a foreign clock, such as Cloud Scheduler, submit them, and people pause
 * them and submit one now.
 */
@Path("/api/schedules")
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@Tag(name = ApiDescription.SCHEDULES)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class ScheduleResource {

    private final Ticker ticker;
    private final Schedules schedules;
    private final Tasks tasks;
    private final Person person;

    ScheduleResource(Ticker ticker, Schedules schedules, Tasks tasks, Person person) {
        this.ticker = ticker;
        this.schedules = schedules;
        this.tasks = tasks;
        this.person = person;
    }

    @Schema(
            description =
                    "What is submitted when, and how far it has come. last_task_id may have been pruned. While it is "
                            + "paused no tick has a task, the next one neither")
    record ScheduleView(
            String name,
            String type,
            String cron,
            String zone,
            long deadlineSeconds,
            Optional<Instant> lastTickAt,
            Optional<TaskId> lastTaskId,
            Instant nextTickAt,
            Optional<PauseView> paused) {

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
                    state.nextTick(),
                    state.pause().map(PauseView::of));
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

    @Operation(
            operationId = "runSchedule",
            summary = "Submit the task of a schedule now",
            description = "Beside its ticks, of which none is left out for it, and also while it is paused.")
    @APIResponseSchema(value = Ticket.class, responseCode = "202")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"last night's failed\"}"))
    @RolesAllowed(Caller.OPERATOR)
    @SecurityRequirement(name = Caller.API)
    @POST
    @Path("/{name}/run")
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(Strict.class)
    public Response run(@PathParam("name") String name, ReasonBody body) {
        var actor = person.acting(body);
        var schedule = schedules.get(name);
        var submitted = tasks.submit(Submission.of(schedule.type(), schedule.input()));
        person.did(actor, "schedule.run", "schedule", name, submitted.id());
        return Ticket.of(submitted).accepted();
    }

    @Operation(
            operationId = "pauseSchedule",
            summary = "Pause a schedule",
            description =
                    "It doesn't tick on any instance until it is resumed. One that is paused already keeps its pause.")
    @APIResponseSchema(value = ScheduleView.class, responseCode = "200")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"holidays\"}"))
    @RolesAllowed(Caller.OPERATOR)
    @SecurityRequirement(name = Caller.API)
    @POST
    @Path("/{name}/pause")
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(Strict.class)
    public ScheduleView pause(@PathParam("name") String name, ReasonBody body) {
        return ScheduleView.of(ticker.pause(name, person.acting(body)));
    }

    /** @param resumed whether this call has changed anything */
    @Schema(name = "ResumedSchedule")
    record Resumed(String name, boolean resumed) {}

    @Operation(
            operationId = "resumeSchedule",
            summary = "Resume a schedule that is paused",
            description = "It ticks from now on. The ticks in between have no tasks.")
    @APIResponseSchema(value = Resumed.class, responseCode = "200")
    @RequestBody(
            content =
                    @Content(
                            schema = @Schema(implementation = ReasonBody.class),
                            example = "{\"reason\": \"the holidays are over\"}"))
    @RolesAllowed(Caller.OPERATOR)
    @SecurityRequirement(name = Caller.API)
    @POST
    @Path("/{name}/resume")
    @Consumes(MediaType.APPLICATION_JSON)
    @CustomDeserialization(Strict.class)
    public Resumed resume(@PathParam("name") String name, ReasonBody body) {
        return new Resumed(name, ticker.resume(name, person.acting(body)));
    }
}
