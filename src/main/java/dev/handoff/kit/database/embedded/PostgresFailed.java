package dev.handoff.kit.database.embedded;

/** The database can't be had, for a reason that the user can mend; the message says how. */
public final class PostgresFailed extends RuntimeException {

    public PostgresFailed(String message) {
        super(message);
    }

    public PostgresFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
