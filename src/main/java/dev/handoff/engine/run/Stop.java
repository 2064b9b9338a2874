package dev.handoff.engine.run;

/** Why a handler is interrupted. */
enum Stop {
    TIMED_OUT("the attempt has timed out"),
    OUT_OF_BUDGET("the delivery's time is used up; the next one goes on from the last finished step"),
    CANCELLED("the task was cancelled"),
    LEASE_LOST("the attempt doesn't hold its task any more"),
    DRAINING("the instance shuts down");

    private final String reason;

    Stop(String reason) {
        this.reason = reason;
    }

    String reason() {
        return reason;
    }
}
