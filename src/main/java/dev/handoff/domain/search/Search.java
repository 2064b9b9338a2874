package dev.handoff.domain.search;

import dev.handoff.domain.search.EmbeddingStore.Maker;
import dev.handoff.kit.provider.Chosen;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Finds messages and atoms by their meaning, among those that the configured provider has embedded. */
@Singleton
public class Search {

    private final Embedders embedders;
    private final EmbeddingStore store;

    public Search(Embedders embedders, EmbeddingStore store) {
        this.embedders = embedders;
        this.store = store;
    }

    /**
     * The nearest items, nearest first. Blocks the virtual thread that calls it.
     *
     * @param kind empty for all
     * @param most how many, from 1 to 100
     * @throws SearchUnavailable if no provider is ready, or its answer is not what it should be
     * @throws Invalid if the model doesn't know the letters of the words
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL doesn't answer
     */
    public List<Neighbour> find(String words, Optional<ItemKind> kind, int most) throws InterruptedException {
        return switch (embedders.choose()) {
            case Chosen.None<Embedder>(var reason) -> throw new SearchUnavailable(reason);
            case Chosen.One<Embedder>(var embedder) ->
                store.nearest(vector(embedder, words), new Maker(embedder.name(), embedder.model()), kind, most);
        };
    }

    private static float[] vector(Embedder embedder, String words) throws InterruptedException {
        embedder.unreadable(words).ifPresent(reason -> {
            throw Invalid.of("search", "q", reason);
        });
        try {
            return embedder.embed(List.of(words)).getFirst();
        } catch (TaskFailure | IOException e) {
            throw new SearchUnavailable(e.getMessage(), e);
        }
    }
}
