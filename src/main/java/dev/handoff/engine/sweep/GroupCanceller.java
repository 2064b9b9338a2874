package dev.handoff.engine.sweep;

import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Ended;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.GroupTree;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cancels work that a cancelled task has handed on: the groups that it has made, their members and completions, and what these
 * have handed on in turn.
 */
@ApplicationScoped
public class GroupCanceller {

    private final GroupTree tree;
    private final GroupStore groups;
    private final TaskStore tasks;
    private final GroupCloser closer;
    private final Event<TaskEvent> events;

    GroupCanceller(GroupTree tree, GroupStore groups, TaskStore tasks, GroupCloser closer, Event<TaskEvent> events) {
        this.tree = tree;
        this.groups = groups;
        this.tasks = tasks;
        this.closer = closer;
        this.events = events;
    }

    /** Cancels one task, but nothing of what it has handed on. Empty if it has ended, or was to be cancelled already. */
    public Optional<Ended> cancel(TaskId task, String reason) {
        var ended = tasks.cancel(task, reason);
        ended.ifPresent(it -> events.fire(new TaskEvent.CancelAsked(it)));
        ended.ifPresent(closer::settleAfter);
        return ended;
    }

    /** Cancels a group and its members, but nothing of what these have handed on. False if it had ended. */
    public boolean cancel(GroupId group, String reason) {
        boolean changed = groups.cancel(group, reason);
        if (changed) {
            events.fire(new TaskEvent.GroupCancelled(group));
            closer.tryStop(group);
        }
        return changed;
    }

    /**
     * Cancels what the task has handed on.
     *
     * @return the groups that were cancelled, or whose completion was
     */
    public List<GroupId> cancelBelow(TaskId task, String reason) {
        return cancel(tree.below(task), reason);
    }

    /** Cancels what members of the group have handed on. */
    public void cancelBelow(GroupId group, String reason) {
        cancel(tree.below(group), reason);
    }

    private List<GroupId> cancel(List<GroupTree.Active> active, String reason) {
        var cancelled = new ArrayList<GroupId>();
        for (var group : active) {
            if (cancel(group.id(), reason) || cancel(group.completion(), reason).isPresent()) {
                cancelled.add(group.id());
            }
        }
        return cancelled;
    }

    /** After an attempt has ended: if its task was cancelled, so is what it has handed on until then. */
    public void followUp(Ended ended) {
        if (ended.state() == TaskState.CANCELLED) {
            try {
                cancelBelow(ended.task().id(), ended.error().orElse("the task that made its group was cancelled"));
            } catch (StoreUnavailable silent) {
                events.fire(new TaskEvent.Trouble(
                        "cancelling the groups of task " + ended.task().id(), silent));
            }
        }
    }
}
