package dev.handoff.engine.submit;

import dev.handoff.task.GroupId;

/** The key belongs to an earlier group with another completion or failure policy. Nothing was stored. */
public final class GroupKeyReused extends RuntimeException {

    GroupKeyReused(GroupId earlier) {
        super("the key belongs to group " + earlier
                + ", which has another completion type, input or failure policy; choose a new key");
    }
}
