package dev.handoff.task;

/** Something that a request names and that isn't there, or not any more. Nothing was changed. */
public final class NotFound extends Refusal {

    private NotFound(String code, String what, String message) {
        super(code, "There is no such " + what, message);
    }

    /** The task has never been stored, or it has been pruned. */
    public static NotFound task(TaskId task) {
        return of("task", "no task has the id " + task);
    }

    /** The group has never been stored, or it has been pruned. */
    public static NotFound group(GroupId group) {
        return of("group", "no group has the id " + group);
    }

    /** @param what is not there: a word for programs and people, such as {@code template} */
    public static NotFound of(String what, String message) {
        return new NotFound(what + "-not-found", what, message);
    }

    /** Nothing that is stored, but a kind that this release would have to know. Another release may know it. */
    public static NotFound unknown(String what, String message) {
        return new NotFound("unknown-" + what.replace(' ', '-'), what, message);
    }
}
