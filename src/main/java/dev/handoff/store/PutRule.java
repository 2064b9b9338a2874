package dev.handoff.store;

/**
 * A rule that was put in its place.
 *
 * @param created whether there was none of its id before
 */
public record PutRule(RuleRecord rule, boolean created) {}
