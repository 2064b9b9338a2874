package dev.handoff.engine.store;

import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.util.List;
import java.util.Optional;

/**
 * Changes what is true about groups. Every method is one statement, and throws {@link StoreUnavailable} when PostgreSQL
 * doesn't answer; whether the statement took effect is then unknown.
 *
 * <p>Nothing counts members while they end. Whoever has ended one, or sealed the group, lets it be settled afterwards, in a
 * statement that sees everything committed before: of two that end at the same time, the later settling sees both.
 */
public interface GroupStore {

    /** Stores the group, or finds the earlier one with the same dedupe key. */
    AddedGroup add(NewGroup group);

    /** Closes an open group that has so many members. False if it isn't open or has another number; see {@link #find}. */
    boolean seal(GroupId group, int expected);

    /**
     * Ends the group if it is sealed and its members let it: with its completion task if all have ended, or as failed if
     * one is dead and that is to be so. Of any number of callers, one gets the answer.
     */
    Optional<Settled> settle(GroupId group);

    /** Ends a group that has not ended. Its members are to be cancelled with {@link #stop}. False if it had ended. */
    boolean cancel(GroupId group, String reason);

    /**
     * Cancels members of a group that was cancelled or has failed.
     *
     * @return those that ended or were asked to; empty when none is left
     */
    List<Ended> stop(GroupId group, int limit);

    /** Groups that could be settled, or whose members are still to be cancelled, because somebody died before doing so. */
    List<GroupId> neglected(int limit);

    /** The group and how many members it has. */
    Optional<GroupRecord> find(GroupId group);

    /** The group that this task completes; empty if it is no completion. */
    Optional<GroupId> completedBy(TaskId task);

    /**
     * The members of the group that this task completes, in the order of their ids.
     *
     * @param after the last one of those before
     */
    List<MemberRecord> members(TaskId completion, Optional<TaskId> after, int limit);
}
