package dev.handoff.kit.provider.embedding.minilm;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The model of this machine. */
@ConfigMapping(prefix = "handoff.embedding.minilm")
public interface MiniLmConfig {

    /** Threads that compute one group of texts. */
    @WithDefault("1")
    int threads();
}
