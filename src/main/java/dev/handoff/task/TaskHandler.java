package dev.handoff.task;

/** Does the work of one task type. Keeps nothing between runs; may be run twice for one task. */
public interface TaskHandler<I, R> {

    /** The type that this handler serves. One handler for each type. */
    TaskType<I, R> type();

    /**
     * Does the work, on a thread of its own, and may block. The thread is interrupted when the attempt has to
     * end early: at its timeout, when the task is cancelled, or when the instance shuts down.
     *
     * @return the result, stored as JSON of at most 1 MiB
     * @throws TaskFailure to decide what happens next; any other throwable counts as a failure that may be retried
     */
    R handle(I input, TaskRun run) throws Exception;

    /**
     * Refuses input that can never work before the task is stored, for rules that the input's schema can't express.
     * Must be quick and must not depend on anything that may be down.
     *
     * @throws Invalid with the field, its value and the remedy
     */
    default void check(I input) {}
}
