package dev.handoff.task;

/** Submits tasks on behalf of one subscriber because of one event. */
@FunctionalInterface
public interface EventTasks {

    /**
     * Submits a task once, however often the event is brought: later calls find the task of the first one, even if the
     * input has changed since.
     *
     * @param name unique among the subscriber's tasks for one event, at most 200 characters
     * @throws dev.handoff.task.Invalid if the input breaks the type's rules
     */
    <I> TaskId submit(String name, TaskType<I, ?> type, I input);
}
