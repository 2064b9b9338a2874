package dev.handoff.edge.http;

import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.Invalid;
import io.quarkus.resteasy.reactive.jackson.CustomDeserialization;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirement;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes in tasks. */
@Path("/api/tasks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RunOnVirtualThread
@RolesAllowed(Caller.OPERATOR)
@Tag(name = ApiDescription.TASKS)
@SecurityRequirement(name = Caller.API)
@APIResponse(responseCode = "default", ref = ApiDescription.PROBLEM)
class SubmissionResource {

    private final Tasks tasks;
    private final Arguments arguments;
    private final Person person;

    SubmissionResource(Tasks tasks, Arguments arguments, Person person) {
        this.tasks = tasks;
        this.arguments = arguments;
        this.person = person;
    }

    @RequestBody(
            required = true,
            content =
                    @Content(
                            schema = @Schema(oneOf = {TaskBody.class, TaskBody[].class}),
                            example = "{\"type\": \"process-message\", \"input\": {\"text\": \"hello\"}}"))
    @Operation(
            operationId = "submitTasks",
            summary = "Submit one task, or up to 1000 in an array",
            description = "Answers as soon as the tasks are stored: all of them or none. With an Idempotency-Key, or a "
                    + "dedupe_key in a task, a repeated submission finds the earlier task.")
    @APIResponse(
            responseCode = "202",
            description = "Stored; an array is answered with an array",
            content = @Content(schema = @Schema(oneOf = {Ticket.class, Ticket[].class})))
    @POST
    @CustomDeserialization(Strict.class)
    public Response submit(TaskBatch batch, @HeaderParam(RequestKey.IDEMPOTENCY_KEY) String key) {
        if (batch == null) {
            throw new BadRequest("body", "must be a task or an array of tasks, was empty");
        }
        var submissions = batch.toSubmissions(RequestKey.of(RequestKey.IDEMPOTENCY_KEY, key), arguments);
        var submitted = submit(batch, submissions);
        for (int i = 0; i < submitted.size(); i++) {
            var task = submitted.get(i).id();
            submissions.get(i).origin().ifPresent(origin -> person.sentAgain(origin, task));
        }
        return batch.single()
                ? Ticket.of(submitted.getFirst()).accepted()
                : Response.accepted(submitted.stream().map(Ticket::of).toList()).build();
    }

    private List<Submitted> submit(TaskBatch batch, List<Submission> submissions) {
        try {
            return batch.single() ? List.of(submitOne(submissions.getFirst())) : tasks.submit(submissions);
        } catch (Invalid invalid) {
            throw invalid.moved(pointer -> batch.place(pointer, arguments));
        }
    }

    private Submitted submitOne(Submission submission) {
        try {
            return tasks.submit(submission);
        } catch (Invalid invalid) {
            throw invalid.within("/input");
        }
    }
}
