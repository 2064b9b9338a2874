package dev.handoff.domain.monitoring.rule;

/**
 * A rule that was put in its place.
 *
 * @param created whether there was none of its id before
 */
public record PutRule(RuleRecord rule, boolean created) {}
