package dev.handoff.engine.store;

import java.time.Duration;

/**
 * Who holds a claim, and for how long.
 *
 * @param worker who has it: kept with the attempt, for people
 * @param lease how long it holds without a sign of life before another attempt may get the task
 */
public record Hold(String worker, Duration lease) {}
