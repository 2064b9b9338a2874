package dev.handoff.kit.provider.embedding;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Who makes vectors of texts. */
@ConfigMapping(prefix = "handoff.embedding")
public interface EmbeddingConfig {

    /**
     * Never left open, unlike the choice of a voice: vectors of two providers can't be compared, so a key that is set for
     * something else must not change who makes them.
     */
    @WithDefault("${HANDOFF_EMBEDDING:minilm}")
    Choice provider();

    /** How long one answer from a server may take, to its last byte. */
    @WithDefault("1m")
    Duration timeout();

    /** Their names are the providers'. */
    enum Choice {
        MINILM,
        OPENAI,
        OLLAMA
    }
}
