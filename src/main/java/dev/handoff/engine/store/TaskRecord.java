package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.Usage;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Everything that is known about a task.
 *
 * @param attempt how often it was claimed
 * @param failures how many attempts failed; crashes and releases don't count
 * @param error why it is dead, or why its latest attempt did not succeed
 * @param attempts those that did not succeed, oldest first; empty in lists
 * @param steps the finished ones, oldest first; empty in lists
 * @param groups those that it has made, oldest first; empty in lists
 */
public record TaskRecord(
        TaskId id,
        String type,
        TaskState state,
        String route,
        int priority,
        String inputJson,
        Optional<String> resultJson,
        Optional<String> error,
        int attempt,
        int failures,
        Optional<Progress> progress,
        Optional<TaskId> parent,
        Optional<GroupId> group,
        Optional<String> worker,
        Instant createdAt,
        Instant runAt,
        Optional<Instant> startedAt,
        Optional<Instant> endedAt,
        Optional<Instant> cancelRequestedAt,
        List<AttemptRecord> attempts,
        List<StepRecord> steps,
        List<GroupId> groups) {

    /**
     * The same task as it may be told.
     *
     * @param input to be shown in place of its own
     * @param told what errors say then
     */
    public TaskRecord telling(String input, Optional<String> result, UnaryOperator<String> told) {
        return new TaskRecord(
                id,
                type,
                state,
                route,
                priority,
                input,
                result,
                error.map(told),
                attempt,
                failures,
                progress,
                parent,
                group,
                worker,
                createdAt,
                runAt,
                startedAt,
                endedAt,
                cancelRequestedAt,
                attempts.stream().map(it -> it.telling(told)).toList(),
                steps,
                groups);
    }

    /** What attempts have used of models, successful ones too, oldest first; empty if nothing, and in lists. */
    public List<AttemptUsage> usage() {
        return AttemptUsage.of(steps);
    }

    /** An attempt that did not succeed. */
    public record AttemptRecord(
            int attempt, String outcome, String error, String worker, Instant startedAt, Instant endedAt) {

        private AttemptRecord telling(UnaryOperator<String> told) {
            return new AttemptRecord(attempt, outcome, told.apply(error), worker, startedAt, endedAt);
        }
    }

    /**
     * A finished step.
     *
     * @param attempt that finished it
     * @param usage of a model; empty if it asked none
     */
    public record StepRecord(String name, int attempt, Instant finishedAt, Optional<Usage> usage) {}
}
