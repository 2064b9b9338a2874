package dev.handoff.domain.search;

import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import java.util.List;
import java.util.Optional;

/**
 * Embeds stored items of one kind, so that they can be searched by meaning. Each kind has a handler of its own, see
 * {@link EmbedHandlers}.
 */
final class EmbedItems<I extends EmbedItems.Input> implements TaskHandler<I, Counts> {

    /** How many items a batch may have. */
    static final int MAX_ITEMS = 100;

    private final ItemKind kind;
    private final TaskType<I, Counts> type;
    private final Embedders embedders;
    private final EmbeddingStore store;

    EmbedItems(ItemKind kind, TaskType<I, Counts> type, Embedders embedders, EmbeddingStore store) {
        this.kind = kind;
        this.type = type;
        this.embedders = embedders;
        this.store = store;
    }

    /** What to embed. Inputs of different kinds differ in the name of the field that holds the ids. */
    interface Input {

        List<Long> ids();

        /** Null for the provider of HANDOFF_EMBEDDING. */
        String providerId();
    }

    @Override
    public TaskType<I, Counts> type() {
        return type;
    }

    @Override
    public void check(I input) {
        embedders.choose(Optional.ofNullable(input.providerId())).orRefuse("/provider_id");
    }

    @Override
    public Counts handle(I input, TaskRun run) throws Exception {
        var embedder = embedders.choose(Optional.ofNullable(input.providerId())).orFail();
        return new Batch(kind, input.ids(), embedder, store, run).embed();
    }
}
