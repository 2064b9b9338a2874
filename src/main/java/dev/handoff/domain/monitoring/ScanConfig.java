package dev.handoff.domain.monitoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are compared, and what becomes of scans. */
@ConfigMapping(prefix = "handoff.scan")
public interface ScanConfig {

    /**
     * The least cosine at which a message counts as saying the same as a claim, above 0 and at most 1. Defaults to 0.75,
     * which was measured with the built-in model; another model needs another limit.
     */
    @WithDefault("${HANDOFF_SCAN_SIMILARITY:0.75}")
    double similarity();

    /**
     * How long a message may be compared with words, patterns and hosts; it counts as failed then, and the batch goes on.
     * Defaults to 5 s, with which the longest batch ends in time.
     */
    @WithDefault("5s")
    Duration messageTime();

    /**
     * How long nothing may happen to a scan that is not complete until it is shown as stalled: a batch of it may be dead.
     * Defaults to 1 h.
     */
    @WithDefault("1h")
    Duration stalledAfter();

    /**
     * How long a scan is kept after its last change, with its batches and flags. Defaults to 90 days; 0 keeps it for ever.
     * What comes of a scan after it was deleted begins it anew.
     */
    @WithDefault("90d")
    Duration kept();
}
