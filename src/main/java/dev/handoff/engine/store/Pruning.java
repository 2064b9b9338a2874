package dev.handoff.engine.store;

import dev.handoff.kit.audit.Actor;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Deletes what has ended and was kept for long enough, in batches, from the oldest on. Every method is one statement and
 * throws {@link StoreUnavailable} when PostgreSQL doesn't answer; whether the statement took effect is then unknown, and
 * doing it again is harmless. Only one caller at a time gets anything to do, over all instances.
 */
public interface Pruning {

    /**
     * How long tasks are kept after they have ended; empty for ever. Whatever their age, two kinds are kept because their
     * dedupe keys still have to find them: a task that a subscriber submitted, while its event is stored, and a follow-up,
     * while the task that it follows may run again, that is until that one has succeeded, is cancelled or pruned. And a
     * member of a group is kept until the group has ended, and while its completion task may still read it.
     */
    record TaskAges(Optional<Duration> succeeded, Optional<Duration> cancelled, Optional<Duration> dead) {}

    /** How long events are kept after they were published or given up; empty for ever. Pending ones are always kept. */
    record EventAges(Optional<Duration> published, Optional<Duration> dead) {}

    /** Where an event stands among all events, by when it was stored. */
    record EventPlace(Instant createdAt, UUID event) {}

    /**
     * The result of one statement.
     *
     * @param pruned how many rows were deleted, not counting those of attempts and steps
     * @param next where the next batch goes on; empty if there is nothing more to look at, or another instance is pruning
     */
    record Batch<P>(int pruned, Optional<P> next) {}

    /**
     * Prunes among the next tasks, together with their attempts and steps.
     *
     * @param after where the batch before ended; empty for the first one
     * @param before when the last of them were submitted, by a clock that may be some minutes away from ours
     * @param size how many tasks are looked at, and so at most deleted
     */
    Batch<TaskId> tasks(Optional<TaskId> after, Instant before, int size, TaskAges ages);

    /**
     * Deletes one task that has ended, whatever its age, unless something counts on it: a pending event or a task or group as
     * with {@link TaskAges}. An audit entry goes with it.
     *
     * @return false if it wasn't deleted
     */
    boolean delete(TaskId task, Actor actor);

    /**
     * Deletes those of these tasks that ended before a moment, unless something counts on them, as with the single one. It is
     * for the caller to have told the audit log.
     *
     * @return how many were deleted
     */
    int delete(Collection<TaskId> tasks, Instant endedBefore);

    /**
     * Groups that may be pruned.
     *
     * @param types of the completions, in the order of the groups
     * @param next as in a {@link Batch}
     */
    record RipeGroups(List<GroupId> groups, List<String> types, Optional<GroupId> next) {}

    /**
     * Ends open groups about which nothing has happened for this long: no member was added or has ended, none is to end yet,
     * and the task that has made them, if one has, neither runs nor can be retried. Nobody is left to seal them then.
     *
     * @param after where the batch before ended; empty for the first one
     * @param before when the last of them were created, by a clock that may be some minutes away from ours
     */
    Batch<GroupId> endAbandoned(Optional<GroupId> after, Instant before, int size, Duration age);

    /**
     * Looks among the next groups for those that have neither members nor a completion task any more.
     *
     * @param after where the batch before ended; empty for the first one
     * @param before when the last of them were created, by a clock that may be some minutes away from ours
     * @param age how long they are kept after they have ended
     */
    RipeGroups ripeGroups(Optional<GroupId> after, Instant before, int size, Duration age);

    /**
     * Prunes ripe groups.
     *
     * @return how many there still were
     */
    int groups(Collection<GroupId> ripe, Duration age);

    /** Prunes among the next events, stored before that moment. */
    Batch<EventPlace> events(Optional<EventPlace> after, Instant before, int size, EventAges ages);
}
