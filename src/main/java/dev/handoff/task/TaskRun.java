package dev.handoff.task;

import dev.handoff.event.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The attempt that a handler is part of. Safe to use from several threads of one handler. */
public interface TaskRun {

    TaskId taskId();

    /** Counts the deliveries of this task from 1, crashed and released ones included. */
    int attempt();

    /** When the attempt is interrupted. By this process's clock; it may be up to a second off. */
    Instant deadline();

    /**
     * Tells how far the work is. Cheap: kept in memory and stored about once a second.
     *
     * @param done how much is done, from 0 to {@code total}
     * @param total how much there is; both in a unit that the handler chooses
     * @throws TaskCancelled if the attempt has to end; let it pass
     */
    void progress(long done, long total);

    /**
     * Tells people who look on at the moment. A hint: it costs nothing if nobody does, stores nothing with the task, and is
     * lost if this process dies within moments. Allowed within steps; a later attempt, which doesn't run the step again,
     * doesn't tell it again.
     *
     * @param announcement one that the task's type {@linkplain TaskType#announces declares}
     * @param data up to 64 KiB as JSON; more is told to nobody
     * @throws IllegalArgumentException if the type doesn't declare the announcement, or the data can't be written as JSON
     * @throws TaskCancelled if the attempt has to end; let it pass
     */
    <D> void announce(Announcement<D> announcement, D data);

    /**
     * The same for an item of a long job: each tenth is told, and the last.
     *
     * @param done how many items are done, from 1 to {@code total}
     * @param data asked for only if the item is told and somebody looks on
     */
    <D> void announce(Announcement<D> announcement, long done, long total, Supplier<D> data);

    /**
     * Does a part of the work once. When the task runs again after a crash or a failure, a step that has finished is not
     * run again but returns what it returned then.
     *
     * @param name unique within the task and the same in every attempt, at most 200 characters
     * @param result what the work's result is read into again
     * @param work runs on the calling thread; its exceptions pass
     * @return the result after a round trip through JSON, in the first attempt as in any later one
     * @throws TaskCancelled if the attempt has to end; let it pass
     * @throws IllegalArgumentException if a step of that name has been asked for in this attempt already
     */
    <T> T step(String name, Class<T> result, Callable<T> work) throws Exception;

    /**
     * Says what the step that runs has used of a model. It is stored with the step's result and so counted once, however
     * often the task runs; if the step fails, it is not counted.
     *
     * @throws IllegalStateException outside of a step, where the next attempt would pay again, or if the step has said so
     *     already: one that makes two paid calls repeats the first if the second fails
     */
    void spent(Usage usage);

    /**
     * Submits a follow-up task, once: the next attempt of this task gets the same id. It is stored at once and runs even
     * if this attempt fails later.
     *
     * @param name unique among this task's follow-ups and the same in every attempt, at most 200 characters
     * @throws Invalid if the input breaks the type's rules
     */
    <I> TaskId submit(String name, TaskType<I, ?> type, I input);

    /**
     * Submits a task that several tasks may ask for, once over all of them: later callers get the id of the first, for as
     * long as that task's row is kept. It is stored at once and runs even if this attempt fails later.
     *
     * @param key unique among the tasks of that type that are submitted like this, 1 to 200 characters
     * @param input the same for the same key
     * @throws Invalid if the input breaks the type's rules
     */
    <I> TaskId submitOnce(String key, TaskType<I, ?> type, I input);

    /**
     * Makes a group, once: the next attempt of this task gets the same one. When all members have ended that are submitted to
     * it, and it is sealed, the completion task is submitted.
     *
     * @param name unique among this task's groups and the same in every attempt, at most 200 characters
     * @param completion reads what came of the members by {@link #members}
     * @throws Invalid if the input breaks the completion type's rules
     * @throws TaskCancelled if the attempt has to end; let it pass
     * @throws IllegalStateException within a step, which no later attempt runs again
     */
    <I> TaskGroup group(String name, TaskType<I, ?> completion, I input, OnFailure onFailure);

    /**
     * The group that this task completes; empty if it is no completion. So one type can do both ends of a fan-out.
     *
     * @throws TaskCancelled if the attempt has to end; let it pass
     */
    Optional<GroupId> completes();

    /**
     * What came of the members of the group that this task completes, in the order in which they were submitted, as well as
     * the clocks of their submitters agree. Held in memory all at once.
     *
     * @param result what the results of those that succeeded are read into
     * @return empty if this task completes no group, or one without members
     */
    <R> List<GroupMember<R>> members(Class<R> result);

    /**
     * Publishes an event if this attempt succeeds: it is stored in the same instant as the success, and not at all if the
     * attempt ends in any other way.
     *
     * @param data of at most 100 events in one attempt
     * @throws dev.handoff.task.Invalid if the data break the topic's rules
     * @throws TaskCancelled if the attempt has to end; let it pass
     * @throws IllegalStateException if it would be one too many, or within a step, which no later attempt runs again
     */
    <E> void publish(Topic<E> topic, E data);
}
