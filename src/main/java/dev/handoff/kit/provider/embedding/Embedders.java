package dev.handoff.kit.provider.embedding;

import dev.handoff.kit.provider.Chosen;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
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

    /**
     * Refuses what nobody would do.
     *
     * @param field the JSON Pointer of the input's field that has the name, for the message
     * @throws Invalid with the remedies
     */
    public void check(String field, Optional<String> name) {
        if (choose(name) instanceof Chosen.None<Embedder>(var reason)) {
            throw Invalid.task(field, reason);
        }
    }

    /** @throws Invalid with the remedies, if the configured one is not ready */
    public void check() {
        if (choose() instanceof Chosen.None<Embedder>(var reason)) {
            throw Invalid.task(reason);
        }
    }

    /** @throws TaskFailure permanent, if the configured one is not ready any more */
    public Embedder embedder() throws TaskFailure {
        return embedder(Optional.empty());
    }

    /**
     * The one of this name.
     *
     * @param name empty for the configured one
     * @throws TaskFailure permanent, if there is none or it is not ready any more
     */
    public Embedder embedder(Optional<String> name) throws TaskFailure {
        return switch (choose(name)) {
            case Chosen.One<Embedder>(var embedder) -> embedder;
            case Chosen.None<Embedder>(var reason) -> throw TaskFailure.permanent(reason);
        };
    }
}
