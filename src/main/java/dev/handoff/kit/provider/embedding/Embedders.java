package dev.handoff.kit.provider.embedding;

import dev.handoff.kit.provider.Chosen;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Chooses who makes vectors, by name or by configuration. */
@Singleton
public final class Embedders {

    private static final String KIND = "embedding provider";

    private final EmbeddingConfig config;
    private final List<Embedder> embedders;

    public Embedders(EmbeddingConfig config, @All List<Embedder> embedders) {
        this.config = config;
        this.embedders = embedders;
    }

    /** The configured one. */
    public Chosen<Embedder> choose() {
        return choose(Optional.empty());
    }

    /** @param name of a provider; empty for the configured one */
    public Chosen<Embedder> choose(Optional<String> name) {
        return Chosen.named(KIND, name.orElse(config.provider().name().toLowerCase(Locale.ROOT)), embedders);
    }
}
