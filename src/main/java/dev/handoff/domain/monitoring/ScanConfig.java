package dev.handoff.domain.monitoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How messages are compared. */
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
}
