package dev.handoff.kit.fetch;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What may be brought, and from where. */
@ConfigMapping(prefix = "handoff.fetch")
public interface FetchConfig {

    /** How large an image may be. */
    @WithDefault("10M")
    MemorySize maxSize();

    /** How many pixels it may have, width times height. */
    @WithDefault("50000000")
    long maxPixels();

    /** How long it may take, to the last byte. */
    @WithDefault("30s")
    Duration timeout();

    /**
     * Servers of one's own, each as {@code host:port}, that may be asked although their addresses are private, and by plain
     * HTTP too. Everyone who may submit tasks can make Handoff read what these have. {@code HANDOFF_FETCH_TRUSTED} sets it too.
     */
    @WithDefault("${HANDOFF_FETCH_TRUSTED:}")
    Optional<List<String>> trusted();
}
