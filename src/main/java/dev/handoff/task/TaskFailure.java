package dev.handoff.task;

import java.time.Duration;
import java.util.Optional;

/** A handler's decision about a failed attempt. */
public final class TaskFailure extends Exception {

    private final boolean permanent;
    private final Duration retryAfter;

    private TaskFailure(String message, Throwable cause, boolean permanent, Duration retryAfter) {
        super(message, cause);
        this.permanent = permanent;
        this.retryAfter = retryAfter;
    }

    /** The task can never succeed: it is given up now, whatever its retry policy says. */
    public static TaskFailure permanent(String message) {
        return new TaskFailure(message, null, true, null);
    }

    /** The task can never succeed: it is given up now, whatever its retry policy says. */
    public static TaskFailure permanent(String message, Throwable cause) {
        return new TaskFailure(message, cause, true, null);
    }

    /** The attempt counts as failed; the next one, if the policy allows one, starts after this delay. */
    public static TaskFailure retryAfter(Duration delay, String message) {
        return new TaskFailure(message, null, false, delay);
    }

    public boolean isPermanent() {
        return permanent;
    }

    /** The delay that the handler asks for; empty if it asks for none. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}
