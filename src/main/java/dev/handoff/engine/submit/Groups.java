package dev.handoff.engine.submit;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.Tracing;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.store.GroupRecord;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.NewGroup;
import dev.handoff.engine.sweep.GroupCanceller;
import dev.handoff.engine.sweep.GroupCloser;
import dev.handoff.kit.database.Ids;
import dev.handoff.task.Conflict;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.OnFailure;
import dev.handoff.task.Reused;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Creates, seals and cancels groups of tasks. Their members are submitted as any task is. */
@ApplicationScoped
public class Groups {

    private final Ids ids = new Ids();

    private final GroupStore store;
    private final GroupCloser closer;
    private final GroupCanceller canceller;
    private final Inputs inputs;
    private final Dispatcher dispatcher;
    private final Tracing tracing;
    private final ObjectMapper json;

    Groups(
            GroupStore store,
            GroupCloser closer,
            GroupCanceller canceller,
            Inputs inputs,
            Dispatcher dispatcher,
            Tracing tracing,
            ObjectMapper json) {
        this.store = store;
        this.closer = closer;
        this.canceller = canceller;
        this.inputs = inputs;
        this.dispatcher = dispatcher;
        this.tracing = tracing;
        this.json = json;
    }

    /**
     * Stores a group, open for members.
     *
     * @param completion the task that is submitted once all members have ended; its key is the group's, and it can neither
     *     be put off nor be a member of another group
     * @throws Invalid if the completion's input breaks the rules of its type
     * @throws NotFound if there is no handler for the completion's type here
     * @throws Reused if the key belongs to a group with another completion
     */
    public GroupStore.Added create(Submission completion, OnFailure onFailure) {
        return add(inputs.checked(completion), onFailure);
    }

    private GroupStore.Added add(Submission completion, OnFailure onFailure) {
        var route = dispatcher.choose(completion.type());
        var added = store.add(new NewGroup(
                new GroupId(ids.next()),
                onFailure,
                new TaskId(ids.next()),
                completion.type(),
                completion.input().toString(),
                route,
                dispatcher.patience(route),
                completion.priority(),
                completion.dedupeKey().map(DedupeKey::value),
                completion.parent(),
                tracing.traceparent()));
        if (added.duplicate() && !isSame(added, completion, onFailure)) {
            throw Reused.key(added.id());
        }
        return added;
    }

    private boolean isSame(GroupStore.Added earlier, Submission completion, OnFailure onFailure) {
        return earlier.onFailure() == onFailure
                && earlier.type().equals(completion.type())
                && earlier.priority() == completion.priority()
                && StoredInput.isSame(json, earlier.inputJson(), completion.input());
    }

    /**
     * Closes the group to further members; it ends once all that it has have ended. To seal it again changes nothing.
     *
     * @param expected how many members it has, which tells a submitter in time that some are missing
     * @throws NotFound if there is no such group
     * @throws Conflict if the group has another number of members, or was cancelled
     */
    public GroupRecord seal(GroupId group, int expected) {
        while (!store.seal(group, expected)) {
            var found = find(group);
            if (found.state() != GroupState.OPEN) {
                refuseAnother(found, expected);
                break;
            }
            // A member that was being stored at that moment may have come since.
            if (found.size() != expected) {
                throw Conflict.state(
                        group,
                        found.state(),
                        "it has " + found.size() + " members, not " + expected
                                + "; submit the missing ones, or seal it with the number that it has");
            }
        }
        closer.trySettle(group);
        return find(group);
    }

    private static void refuseAnother(GroupRecord found, int expected) {
        int sealedWith = found.expected()
                .orElseThrow(() -> Conflict.state(found.id(), found.state(), "only an OPEN group can be sealed"));
        if (sealedWith != expected) {
            throw Conflict.state(
                    found.id(), found.state(), "it was sealed with " + sealedWith + " members, not " + expected);
        }
    }

    /**
     * Cancels a group that has not ended, with all its members that have not and what these have handed on. There is no completion task then.
     *
     * @return whether this call has changed anything
     * @throws NotFound if there is no such group
     */
    public boolean cancel(GroupId group, String reason) {
        boolean changed = canceller.cancel(group, reason);
        if (changed) {
            canceller.cancelBelow(group, reason);
        } else {
            find(group);
        }
        return changed;
    }

    /** One page of groups, newest first; shorter than the limit if it is the last. */
    public List<GroupRecord> list(Optional<GroupState> state, Optional<GroupId> after, int limit) {
        return store.list(state, after, limit);
    }

    /**
     * The group and how many members it has in each state.
     *
     * @throws NotFound if there is no such group
     */
    public GroupRecord find(GroupId group) {
        return store.find(group).orElseThrow(() -> NotFound.group(group));
    }
}
