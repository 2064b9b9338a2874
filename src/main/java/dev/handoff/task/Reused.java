package dev.handoff.task;

import java.util.UUID;

/**
 * A key or an id that was used before for something else. The caller has to choose a new one. Nothing was stored under the
 * old one.
 */
public final class Reused extends Refusal {

    private final UUID earlier;

    private Reused(String code, String title, String message, UUID earlier) {
        super(code, title, message);
        this.earlier = earlier;
    }

    /** The key belongs to an earlier task with another type, input or group, or of another request. */
    public static Reused key(TaskId earlier) {
        return new Reused(
                "key-reused",
                "The key belongs to another task",
                "the key belongs to task " + earlier
                        + ", which has another type, input or group, or came with another request; choose a new key",
                earlier.value());
    }

    /** The key belongs to an earlier group with another completion or failure policy. */
    public static Reused key(GroupId earlier) {
        return new Reused(
                "key-reused",
                "The key belongs to another group",
                "the key belongs to group " + earlier
                        + ", which has another completion type, input, priority or failure policy; choose a new key",
                earlier.value());
    }

    /** The id belongs to an earlier event with another topic or other data, or of another request. */
    public static Reused event(UUID earlier) {
        return new Reused(
                "event-reused",
                "The id belongs to another event",
                "event " + earlier
                        + " was published before, with another topic or other data, or came with another request; choose a new"
                        + " id or key",
                earlier);
    }

    /** What the key or id belongs to. */
    public UUID earlier() {
        return earlier;
    }
}
