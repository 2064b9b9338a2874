package dev.handoff.engine.store;

import java.time.Duration;

/**
 * What a claim is held by.
 *
 * @param worker who has it: kept with the attempt, for people
 * @param lease how long it holds without a sign of life before the task may be given to somebody else
 */
public record Hold(String worker, Duration lease) {}
