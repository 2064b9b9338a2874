package dev.handoff.domain.search;

import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Vectors of messages and atoms. Every method throws {@link StoreUnavailable} when PostgreSQL doesn't answer.
 *
 * <p>A task claims items before it embeds them, so that of any number of tasks one pays. Vectors hold for the revision that
 * they were made of, and for no other.
 */
public interface EmbeddingStore {

    /** The provider and model of vectors. Vectors of different makers can't be compared. */
    record Maker(String provider, String model) {}

    /**
     * Claims items that no other task is embedding.
     *
     * @param lease how long the claim holds; claiming again prolongs it
     * @return the ids that this task has now; others are unknown, embedded, or claimed by another task
     */
    Set<Long> claim(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task, Duration lease);

    /** Texts by id; unknown ids are left out. */
    List<ItemText> texts(ItemKind kind, Collection<Long> ids, Maker maker);

    /**
     * Stores the vectors of an item and releases its claim. Vectors of another revision are replaced.
     *
     * @param item that the vectors were made of
     * @param vectors one for each of its parts
     * @return false if the item has another revision by now; nothing was stored then
     */
    boolean save(ItemKind kind, ItemText item, Maker maker, TaskId task, List<float[]> vectors);

    /** Releases the claims of a task. */
    void release(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task);

    /**
     * The items nearest to a vector, nearest first.
     *
     * @param vector of length 1
     * @param kind empty for all
     * @param most how many, at most 100
     */
    List<Neighbour> nearest(float[] vector, Maker maker, Optional<ItemKind> kind, int most);
}
