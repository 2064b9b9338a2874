package dev.handoff.domain.monitoring.rule;

import java.util.List;

/**
 * A rule of scans to be stored.
 *
 * @param kind one of the kinds that the table allows
 */
public record NewRule(String id, String kind, List<String> entries) {}
