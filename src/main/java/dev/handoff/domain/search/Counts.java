package dev.handoff.domain.search;

/**
 * What became of a batch; together as many as were asked for.
 *
 * @param success how many this task has embedded
 * @param failed how many there aren't, are blank, or were refused by the provider
 * @param skipped how many were embedded before, by somebody else meanwhile, or named twice
 */
record Counts(int success, int failed, int skipped) {}
