package dev.handoff.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.kit.text.Text;
import dev.handoff.task.Conflict;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Refusal;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import dev.handoff.task.Violation;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong with a request, in the form of RFC 9457.
 *
 * @param instance the request's path
 * @param taskId the task that the request is about, where the caller can't know it
 * @param taskIds the same for several, in the order of the request
 * @param errors the broken rules, if they can be told one by one
 */
@Schema(description = "Problem details, RFC 9457")
public record Problem(
        @Schema(examples = "/problems/invalid-task") String type,
        @Schema(examples = "The task is invalid") String title,
        @Schema(examples = "422") int status,
        @Schema(examples = "/input/text: is required") String detail,
        @Schema(examples = "/api/tasks") Optional<String> instance,
        Optional<TaskId> taskId,

        @Schema(nullable = true) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<TaskId> taskIds,

        @Schema(nullable = true) @JsonInclude(JsonInclude.Include.NON_EMPTY)
        List<Fault> errors) {

    private static final String TYPES = "/problems/";

    static final String MEDIA_TYPE = "application/problem+json";

    // Details repeat what the caller sent, which may be long and is of no use beyond its beginning.
    private static final int MAX_TEXT_LENGTH = 500;

    /** One broken rule: where (a JSON Pointer, a parameter or a header), and what is wrong. */
    @Schema(name = "BrokenRule")
    public record Fault(String field, String detail) {

        public Fault {
            field = shortened(field);
            detail = shortened(detail);
        }
    }

    public Problem {
        detail = shortened(detail);
        instance = instance.map(Problem::shortened);
        taskIds = List.copyOf(taskIds);
        errors = List.copyOf(errors);
    }

    /** @param name what the type's URI ends in; stable, for programs */
    static Problem of(int status, String name, String title, String detail) {
        return new Problem(
                TYPES + name, title, status, detail, Optional.empty(), Optional.empty(), List.of(), List.of());
    }

    /** Says no to a request that can't be met as it was made. */
    static Problem of(Refusal refusal) {
        var status =
                switch (refusal) {
                    case NotFound _ -> 404;
                    case Conflict _ -> 409;
                    case Invalid _, Reused _ -> 422;
                };
        var problem = of(status, refusal.code(), refusal.title(), refusal.getMessage());
        return refusal instanceof Invalid invalid
                ? problem.errors(Violation.first(invalid.violations()).stream()
                        .map(broken -> new Fault(broken.field(), broken.message()))
                        .toList())
                : problem;
    }

    /** Says what came of a request that this has ended. */
    public static Problem of(Throwable failure) {
        return ProblemMapper.problem(failure);
    }

    static Problem unauthorized(String detail) {
        return of(401, "unauthorized", "Credentials are missing or wrong", detail);
    }

    /** What the type's URI ends in. */
    String name() {
        return type.substring(TYPES.length());
    }

    Problem instance(String path) {
        return new Problem(type, title, status, detail, Optional.of(path), taskId, taskIds, errors);
    }

    Problem task(TaskId task) {
        return new Problem(type, title, status, detail, instance, Optional.of(task), taskIds, errors);
    }

    /** About one task, or several in the order in which they were submitted. */
    Problem tasks(List<TaskId> tasks) {
        return tasks.size() == 1
                ? task(tasks.getFirst())
                : new Problem(type, title, status, detail, instance, taskId, tasks, errors);
    }

    Problem errors(List<Fault> faults) {
        return new Problem(type, title, status, detail, instance, taskId, taskIds, faults);
    }

    private static String shortened(String text) {
        return Text.shortened(text, MAX_TEXT_LENGTH);
    }
}
