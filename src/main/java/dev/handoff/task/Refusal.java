package dev.handoff.task;

/**
 * A request that can't be met as it was made. Each subclass asks for another reaction of the caller.
 *
 * <p>The message tells one case, with its values and the remedy. Code and title are the same for all cases of a kind.
 */
public abstract sealed class Refusal extends RuntimeException permits Conflict, Invalid, NotFound, Reused {

    private final String code;
    private final String title;

    Refusal(String code, String title, String message) {
        super(message);
        this.code = code;
        this.title = title;
    }

    /** The kind's stable name for programs, such as {@code invalid-task}. */
    public String code() {
        return code;
    }

    /** The kind in a short sentence for people, without a full stop. */
    public String title() {
        return title;
    }
}
