package dev.handoff.engine.store;

import dev.handoff.task.GroupId;

/** No group has this id, or it has been pruned. Nothing was changed. */
public final class GroupNotFound extends RuntimeException {

    public GroupNotFound(GroupId group) {
        super("no group has the id " + group);
    }
}
