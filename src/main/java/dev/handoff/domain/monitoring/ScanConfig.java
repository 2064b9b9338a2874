package dev.handoff.domain.monitoring;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How messages are compared. */
@ConfigMapping(prefix = "handoff.scan")
public interface ScanConfig {

    /**
     * From which cosine on a message says much the same as a claim, above 0 and at most 1. Defaults to 0.75, see the
     * package's words; another model needs another one.
     */
    @WithDefault("${HANDOFF_SCAN_SIMILARITY:0.75}")
    double similarity();
}
