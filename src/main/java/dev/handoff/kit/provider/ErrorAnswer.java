package dev.handoff.kit.provider;

import java.util.Optional;

/**
 * What a service answered in place of what it was asked for; the cause of the failure that {@link WebService} makes of it. Its
 * message is empty, because the answer may quote a secret.
 */
public final class ErrorAnswer extends Exception {

    private final int status;
    private final String body;

    /** @param status of HTTP, or one that means the same */
    public ErrorAnswer(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** The answer behind a failure; empty if no answer was its cause. */
    public static Optional<ErrorAnswer> behind(Exception failure) {
        return failure.getCause() instanceof ErrorAnswer answer ? Optional.of(answer) : Optional.empty();
    }

    public int status() {
        return status;
    }

    /** The whole of it, which no message may hold. */
    public String body() {
        return body;
    }
}
