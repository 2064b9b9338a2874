package dev.handoff.domain.speaking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where other programs count impressions. */
@ConfigMapping(prefix = "handoff.impressions")
public interface ImpressionConfig {

    /**
     * The keys of the hashes in Redis, with {@code {resource_id}} at the end. Their fields are
     * kinds, their values counts.
     */
    @WithDefault("impressions:{resource_id}")
    String key();
}
