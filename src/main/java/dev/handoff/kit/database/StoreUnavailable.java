package dev.handoff.kit.database;

/** PostgreSQL didn't answer, or refused for a reason that passes. Trying again later is the only remedy. */
public final class StoreUnavailable extends RuntimeException {

    public StoreUnavailable(Throwable cause) {
        super("the database doesn't answer: " + cause.getMessage(), cause);
    }
}
