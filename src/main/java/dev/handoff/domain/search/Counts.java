package dev.handoff.domain.search;

/**
 * What became of a batch. The numbers add up to the number of ids.
 *
 * @param success how many this task has embedded
 * @param failed how many don't exist, are blank, were refused by the provider, or are in letters that the model doesn't know
 * @param skipped how many were embedded before or by another task, or were named twice
 */
record Counts(int success, int failed, int skipped) {}
