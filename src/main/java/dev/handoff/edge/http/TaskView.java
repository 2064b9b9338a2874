package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.engine.store.AttemptUsage;
import dev.handoff.engine.store.Progress;
import dev.handoff.engine.store.TaskOrigins;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.task.GroupId;
import dev.handoff.task.Labels;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A task as readers see it; in lists without what may be long. */
@Schema(name = "TaskRecord", description = "Everything that is known about a task; what doesn't apply is left out")
record TaskView(
        TaskId taskId,
        String type,

        @Schema(description = "Its type's place among others")
        Optional<Labels> labels,

        TaskState state,
        String route,
        int priority,
        @Schema(implementation = Object.class) Optional<RawValue> input,
        @Schema(implementation = Object.class) Optional<RawValue> result,

        @Schema(description = "Why it is dead, or why its latest attempt did not succeed")
        Optional<String> error,

        @Schema(description = "How often it was claimed") int attempt,

        @Schema(description = "How many attempts failed; crashes don't count")
        int failures,

        Optional<Progress> progress,

        @Schema(description = "The task that submitted this one")
        Optional<TaskId> parent,

        @Schema(description = "The group that it is a member of")
        Optional<GroupId> group,

        @Schema(description = "The instance that claimed it last")
        Optional<String> worker,

        Instant createdAt,
        @Schema(description = "When it is or was due") Instant runAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> cancelRequestedAt,

        @Schema(description = "Those that did not succeed, oldest first")
        Optional<List<TaskRecord.AttemptRecord>> attempts,

        @Schema(description = "The finished ones, oldest first")
        Optional<List<TaskRecord.StepRecord>> steps,

        @Schema(description = "What attempts used of language models, those that succeeded too")
        Optional<List<AttemptUsage>> usage,

        @Schema(description = "Those that it has made, oldest first; the work goes on in them")
        Optional<List<GroupId>> groups,

        @Schema(description = "The task that this one sends again, which may be gone by now")
        Optional<TaskId> originId,

        @Schema(description = "The first 100 tasks that send this one again, oldest first")
        Optional<List<TaskId>> sentAgain,

        Optional<TraceLinks.Trace> trace) {

    /** @param data whether input and result are shown */
    static TaskView of(
            TaskRecord task,
            TaskOrigins.Origins origins,
            Optional<TraceLinks.Trace> trace,
            Optional<Labels> labels,
            boolean data) {
        return of(
                task,
                labels,
                Optional.of(task.inputJson()).filter(_ -> data).map(RawValue::new),
                task.resultJson().filter(_ -> data).map(RawValue::new),
                Optional.of(task.attempts()),
                Optional.of(task.steps()),
                Optional.of(task.usage()),
                Optional.of(task.groups()),
                origins.origin(),
                Optional.of(origins.again()),
                trace);
    }

    static TaskView inList(TaskRecord task, Optional<Labels> labels) {
        return of(
                task,
                labels,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static TaskView of(
            TaskRecord task,
            Optional<Labels> labels,
            Optional<RawValue> input,
            Optional<RawValue> result,
            Optional<List<TaskRecord.AttemptRecord>> attempts,
            Optional<List<TaskRecord.StepRecord>> steps,
            Optional<List<AttemptUsage>> usage,
            Optional<List<GroupId>> groups,
            Optional<TaskId> originId,
            Optional<List<TaskId>> sentAgain,
            Optional<TraceLinks.Trace> trace) {
        return new TaskView(
                task.id(),
                task.type(),
                labels,
                task.state(),
                task.route(),
                task.priority(),
                input,
                result,
                task.error(),
                task.attempt(),
                task.failures(),
                task.progress(),
                task.parent(),
                task.group(),
                task.worker(),
                task.createdAt(),
                task.runAt(),
                task.startedAt(),
                task.endedAt(),
                task.cancelRequestedAt(),
                attempts,
                steps,
                usage,
                groups,
                originId,
                sentAgain,
                trace);
    }
}
