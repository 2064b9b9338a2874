package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A task to be stored.
 *
 * @param task its route is chosen once, so that a change of configuration doesn't move accepted tasks
 * @param inputJson kept to the letter
 * @param patience how long its doorbell may stay unanswered before the sweeper rings again; at most 24 days
 * @param runAt not before; empty for at once
 * @param dedupeKey unique over all tasks
 * @param error why it can never work; it is stored as dead then and never rung for
 * @param request that asks for it and perhaps for others; empty if there is no key for all of it
 * @param hold the holder of the first attempt, which is claimed from the start; empty if the task waits
 */
public record NewTask(
        TaskRef task,
        String inputJson,
        Duration patience,
        Optional<Instant> runAt,
        Optional<String> dedupeKey,
        Origin origin,
        Optional<String> error,
        Optional<Hold> hold,
        Optional<Request> request) {

    /**
     * A request that is to be carried out once, as a whole.
     *
     * @param firstKey the dedupe key of its first task
     * @param digest of what it asks for besides types and inputs, which are kept with each task
     */
    public record Request(String firstKey, String digest) {}

    /**
     * Where a task comes from.
     *
     * @param parent the task that submitted this one
     * @param group that it is a member of
     * @param traceparent the submitter's W3C trace context
     * @param again the task that is sent again by this one; not for members of groups
     */
    public record Origin(
            Optional<TaskId> parent, Optional<GroupId> group, Optional<String> traceparent, Optional<TaskId> again) {

        /** From outside. */
        public static Origin of(Optional<String> traceparent) {
            return new Origin(Optional.empty(), Optional.empty(), traceparent, Optional.empty());
        }

        /** A member of a group, submitted outside of any trace. */
        public static Origin of(GroupId group) {
            return new Origin(Optional.empty(), Optional.of(group), Optional.empty(), Optional.empty());
        }
    }

    /** One that waits and is due at once. */
    public static NewTask of(TaskRef task, String inputJson, Duration patience) {
        return new NewTask(
                task,
                inputJson,
                patience,
                Optional.empty(),
                Optional.empty(),
                Origin.of(Optional.empty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    public NewTask at(Optional<Instant> time) {
        return new NewTask(task, inputJson, patience, time, dedupeKey, origin, error, hold, request);
    }

    public NewTask keyed(Optional<String> key) {
        return new NewTask(task, inputJson, patience, runAt, key, origin, error, hold, request);
    }

    public NewTask from(Origin from) {
        return new NewTask(task, inputJson, patience, runAt, dedupeKey, from, error, hold, request);
    }

    public NewTask dead(Optional<String> why) {
        return new NewTask(task, inputJson, patience, runAt, dedupeKey, origin, why, hold, request);
    }

    public NewTask heldBy(Optional<Hold> holder) {
        return new NewTask(task, inputJson, patience, runAt, dedupeKey, origin, error, holder, request);
    }

    public NewTask partOf(Optional<Request> whole) {
        return new NewTask(task, inputJson, patience, runAt, dedupeKey, origin, error, hold, whole);
    }

    public TaskId id() {
        return task.id();
    }
}
