package dev.handoff.store;

import java.time.Duration;

/** How an attempt ended. */
public sealed interface Outcome {

    /** The work is done. */
    record Succeeded(String resultJson) implements Outcome {}

    /** The attempt failed; the task is due again after the delay. */
    record Retry(Duration delay, String error) implements Outcome {}

    /** The attempt failed and the task is given up. */
    record Dead(String error) implements Outcome {}

    /** The task was cancelled. */
    record Cancelled(String reason) implements Outcome {}

    /** The instance couldn't go on, through no fault of the task: it is due again at once and nothing is counted. */
    record Released(String reason) implements Outcome {}
}
