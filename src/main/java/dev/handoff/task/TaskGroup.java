package dev.handoff.task;

import java.util.List;

/**
 * Tasks that a handler fans out and that end in one more task, the completion. Made by {@link TaskRun#group}. All of it may be
 * done again by a later attempt, which finds what there is already; so do it outside of steps, and each time alike.
 */
public interface TaskGroup {

    /** The longest name of a member. */
    int MAX_NAME = 200;

    GroupId id();

    /**
     * Submits a member, once over all attempts. It is stored at once and runs whatever becomes of this attempt.
     *
     * @param name unique in this group and the same in every attempt, at most 200 characters
     * @throws Invalid if the input breaks the type's rules
     * @throws TaskCancelled if the attempt has to end; let it pass
     */
    <I> TaskId submit(String name, TaskType<I, ?> type, I input);

    /**
     * Submits many members, some hundred at a time; by the names {@code name-0}, {@code name-1} and so on.
     *
     * @return their ids, in the order of the inputs
     */
    <I> List<TaskId> submitAll(String name, TaskType<I, ?> type, List<I> inputs);

    /**
     * Says that these were all members. Without it the group never ends. Whichever comes last, this or the last member's end,
     * submits the completion task, once.
     */
    void seal();
}
