package dev.handoff.engine.store;

import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.List;

/**
 * What an outcome changes in the row of its task.
 *
 * @param resultJson null for none
 * @param error null for none
 * @param events to be stored if the task really ends in that state
 * @param note the outcome that the history of attempts keeps; null for a success, which it leaves out
 */
record TaskUpdate(
        TaskState state, String resultJson, String error, Duration delay, String note, List<NewEvent> events) {

    static TaskUpdate of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded it ->
                new TaskUpdate(TaskState.SUCCEEDED, it.resultJson(), null, Duration.ZERO, null, it.events());
            case Outcome.Retry it ->
                new TaskUpdate(TaskState.QUEUED, null, ErrorText.storable(it.error()), it.delay(), "FAILED", List.of());
            case Outcome.Dead it ->
                new TaskUpdate(
                        TaskState.DEAD, null, ErrorText.storable(it.error()), Duration.ZERO, "FAILED", List.of());
            case Outcome.Cancelled it ->
                new TaskUpdate(
                        TaskState.CANCELLED,
                        null,
                        ErrorText.storable(it.reason()),
                        Duration.ZERO,
                        "CANCELLED",
                        List.of());
            case Outcome.Released it ->
                new TaskUpdate(
                        TaskState.QUEUED, null, ErrorText.storable(it.reason()), it.delay(), "RELEASED", List.of());
        };
    }
}
