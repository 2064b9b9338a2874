package dev.handoff.engine.store;

import dev.handoff.kit.text.Text;
import dev.handoff.task.TaskState;
import java.time.Duration;
import java.util.List;

/**
 * What an outcome means for the row.
 *
 * @param resultJson null for none
 * @param error null for none
 * @param events to be stored if the task ends up in that state
 * @param note the outcome to keep in the attempt's history, null for an attempt that succeeded
 */
record Change(TaskState state, String resultJson, String error, Duration delay, String note, List<NewEvent> events) {

    /** The longest error that is kept, in characters. */
    private static final int MAX_ERROR_LENGTH = 4_000;

    static Change of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Succeeded it ->
                new Change(TaskState.SUCCEEDED, it.resultJson(), null, Duration.ZERO, null, it.events());
            case Outcome.Retry it ->
                new Change(TaskState.QUEUED, null, storable(it.error()), it.delay(), "FAILED", List.of());
            case Outcome.Dead it ->
                new Change(TaskState.DEAD, null, storable(it.error()), Duration.ZERO, "FAILED", List.of());
            case Outcome.Cancelled it ->
                new Change(TaskState.CANCELLED, null, storable(it.reason()), Duration.ZERO, "CANCELLED", List.of());
            case Outcome.Released it ->
                new Change(TaskState.QUEUED, null, storable(it.reason()), Duration.ZERO, "RELEASED", List.of());
        };
    }

    /** PostgreSQL's text has no NUL character, and an error's text may come from anywhere. */
    static String storable(String text) {
        return Text.shortened(text, MAX_ERROR_LENGTH).replace('\0', '\uFFFD');
    }
}
