package dev.handoff.domain.search;

import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.task.TaskRun;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** Embeds batches of items, which is the same for all kinds of them. */
@Singleton
final class Batches {

    /** How many items a batch may have. */
    static final int MAX_ITEMS = 100;

    private final Embedders embedders;
    private final EmbeddingStore store;

    Batches(Embedders embedders, EmbeddingStore store) {
        this.embedders = embedders;
        this.store = store;
    }

    /** @throws dev.handoff.task.Invalid if nobody would embed */
    void check(String providerId) {
        embedders.choose(Optional.ofNullable(providerId)).orRefuse("/provider_id");
    }

    Counts embed(ItemKind kind, List<Long> ids, String providerId, TaskRun run) throws Exception {
        var embedder = embedders.choose(Optional.ofNullable(providerId)).orFail();
        return new Batch(kind, ids, embedder, store, run).embed();
    }
}
