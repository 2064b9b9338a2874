package dev.handoff.engine;

import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.Outcome;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.Usage;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What happened to a task here. Fired as a CDI event after the fact is stored, for telemetry; nothing may depend on it. */
public sealed interface TaskEvent {

    /**
     * A new task is stored; one that an earlier submission had stored makes no event.
     *
     * @param group that it is a member of
     */
    record Accepted(TaskRef task, Optional<GroupId> group) implements TaskEvent {}

    /** A new task is stored as dead, because it can never work. */
    record Buried(TaskRef task, Optional<GroupId> group, String error) implements TaskEvent {}

    /**
     * Fields of a submission were left out, since they tell how to reach what is configured here. Told once for each type.
     *
     * @param fields of the input
     */
    record LeftOut(String type, List<String> fields) implements TaskEvent {}

    /** An attempt begins. */
    record Started(Claim claim) implements TaskEvent {}

    /** A step that used a model is stored. */
    record Spent(String type, Usage usage) implements TaskEvent {}

    /**
     * An attempt has ended and its outcome is stored.
     *
     * @param outcome as it is stored: cancelled if that was asked for meanwhile, whatever the handler did
     * @param ended how the task stands now
     * @param cause what the handler threw
     */
    record AttemptEnded(Claim claim, Outcome outcome, Ended ended, Optional<Throwable> cause, Duration took)
            implements TaskEvent {}

    /** An attempt has ended but doesn't hold its task any more; what it wanted to store was dropped. */
    record Superseded(Claim claim) implements TaskEvent {}

    /** A handler goes on though it was interrupted; its attempt ends without it, and it keeps its slot. */
    record LeftBehind(Claim claim) implements TaskEvent {}

    /**
     * A handler that was left behind has ended.
     *
     * @param took since its attempt began
     */
    record CameBack(Claim claim, Duration took) implements TaskEvent {}

    /** The lease of an attempt, here or elsewhere, ran out and its task was taken away from it. */
    record Rescued(Ended ended) implements TaskEvent {}

    /** The task was cancelled; a running one is about to stop. */
    record CancelAsked(Ended ended) implements TaskEvent {}

    /**
     * A dead task was put back into the queue.
     *
     * @param group that it is a member of
     */
    record Revived(TaskRef task, Optional<GroupId> group) implements TaskEvent {}

    /** A group has ended by itself: it is complete, and so its completion task is submitted, or it has failed. */
    record GroupEnded(GroupStore.Settled group) implements TaskEvent {}

    /** A group that had not ended was cancelled; its members are about to be. */
    record GroupCancelled(GroupId group) implements TaskEvent {}

    /** Something that is repeated in the background failed this time. */
    record Trouble(String doing, Throwable cause) implements TaskEvent {}

    /** The instance stops taking tasks and waits for the ones it runs. */
    record Draining(int running, Duration longest) implements TaskEvent {}
}
