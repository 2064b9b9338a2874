package dev.handoff.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.handoff.domain.monitoring.rule.InvalidRule;
import dev.handoff.domain.podcast.template.InvalidTemplate;
import dev.handoff.edge.http.search.InvalidItem;
import dev.handoff.event.InvalidEvent;
import dev.handoff.kit.text.Text;
import dev.handoff.task.InvalidTask;
import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What went wrong with a request, as RFC 9457 has it.
 *
 * @param instance the request's path
 * @param taskId the task that the request is about, where the caller can't know it
 * @param errors the broken rules, if they can be told one by one
 */
@Schema(description = "Problem details, RFC 9457")
record Problem(
        @Schema(examples = "/problems/invalid-task") String type,
        @Schema(examples = "The task is invalid") String title,
        @Schema(examples = "422") int status,
        @Schema(examples = "/input/text: is required") String detail,
        @Schema(examples = "/api/tasks") Optional<String> instance,
        Optional<TaskId> taskId,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Fault> errors) {

    static final String MEDIA_TYPE = "application/problem+json";

    // Details repeat what the caller sent, which may be long and is of no use beyond its beginning.
    private static final int LONGEST_TEXT = 500;

    /** One broken rule: where (a JSON Pointer, a parameter or a header), and what is wrong. */
    record Fault(String field, String detail) {

        Fault {
            field = shortened(field);
            detail = shortened(detail);
        }
    }

    Problem {
        detail = shortened(detail);
        instance = instance.map(Problem::shortened);
        errors = List.copyOf(errors);
    }

    /** @param name what the type's URI ends in; stable, for programs */
    static Problem of(int status, String name, String title, String detail) {
        return new Problem("/problems/" + name, title, status, detail, Optional.empty(), Optional.empty(), List.of());
    }

    static Problem invalid(InvalidTask invalid) {
        var faults = invalid.violations().stream()
                .map(broken -> new Fault(broken.field(), broken.message()))
                .toList();
        return of(422, "invalid-task", "The task is invalid", invalid.getMessage())
                .errors(faults);
    }

    static Problem invalid(InvalidEvent invalid) {
        var faults = invalid.violations().stream()
                .map(broken -> new Fault(broken.field(), broken.message()))
                .toList();
        return of(422, "invalid-event", "The event is invalid", invalid.getMessage())
                .errors(faults);
    }

    static Problem invalid(InvalidTemplate invalid) {
        var faults = invalid.violations().stream()
                .map(broken -> new Fault(broken.field(), broken.message()))
                .toList();
        return of(422, "invalid-template", "The template is invalid", invalid.getMessage())
                .errors(faults);
    }

    static Problem invalid(InvalidItem invalid) {
        var faults = invalid.faults().stream()
                .map(broken -> new Fault(broken.field(), broken.detail()))
                .toList();
        return of(422, "invalid-item", "The item is invalid", invalid.getMessage())
                .errors(faults);
    }

    static Problem invalid(InvalidRule invalid) {
        var faults = invalid.violations().stream()
                .map(broken -> new Fault(broken.field(), broken.message()))
                .toList();
        return of(422, "invalid-rule", "The rule is invalid", invalid.getMessage())
                .errors(faults);
    }

    static Problem unauthorized(String detail) {
        return of(401, "unauthorized", "Credentials are missing or wrong", detail);
    }

    Problem instance(String path) {
        return new Problem(type, title, status, detail, Optional.of(path), taskId, errors);
    }

    Problem task(TaskId task) {
        return new Problem(type, title, status, detail, instance, Optional.of(task), errors);
    }

    Problem errors(List<Fault> faults) {
        return new Problem(type, title, status, detail, instance, taskId, faults);
    }

    private static String shortened(String text) {
        return Text.shortened(text, LONGEST_TEXT);
    }
}
