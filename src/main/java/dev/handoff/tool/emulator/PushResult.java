package dev.handoff.tool.emulator;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One push of a task to its target, which has ended.
 *
 * @param task the task's full name
 * @param retries how many attempts there were before, as the target was told
 * @param status what the target answered; empty if no answer came, or none was let through
 * @param at when the push began
 * @param took until the answer or until it was given up
 * @param duplicate whether a fault made this push in addition to the real one, whose answer alone counts
 * @param nextAttempt empty if the task is done, given up or deleted, and for a duplicate
 */
public record PushResult(
        String task,
        int retries,
        OptionalInt status,
        Instant at,
        Duration took,
        boolean duplicate,
        Optional<Instant> nextAttempt) {}
