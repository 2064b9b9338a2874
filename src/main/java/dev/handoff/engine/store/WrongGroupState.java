package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;

/** The group doesn't stand where the request needs it. Nothing was changed. */
public final class WrongGroupState extends RuntimeException {

    public WrongGroupState(GroupId group, GroupState state, String remedy) {
        super("group " + group + " is " + state + "; " + remedy);
    }
}
