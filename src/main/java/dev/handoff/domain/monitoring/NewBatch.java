package dev.handoff.domain.monitoring;

/**
 * A batch of a scan that has been processed.
 *
 * @param digest of its messages; another batch has another one
 * @param messages how many it has
 * @param failed of how many of them something could not be checked
 */
public record NewBatch(String scan, String communityServer, int batchNumber, String digest, int messages, int failed) {}
