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
 * <p>A task claims what it is going to embed, so that of any number of tasks one pays for it. What is saved is true for the
 * revision that it was made of and for no other.
 */
public interface EmbeddingStore {

    /** Whose vectors are meant. Those of different makers have nothing to do with each other. */
    record Maker(String provider, String model) {}

    /**
     * Takes what nobody else is embedding, for a while.
     *
     * @param lease how long it is kept from others; a claim that is made again is prolonged
     * @return the ids that this task has now; others are unknown, embedded, or claimed by another task
     */
    Set<Long> claim(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task, Duration lease);

    /** Texts by their ids, without those that there aren't. */
    List<ItemText> texts(ItemKind kind, Collection<Long> ids, Maker maker);

    /**
     * Stores the vectors of an item and gives it free. Vectors of another revision are replaced.
     *
     * @param item what they were made of
     * @param vectors one for each of its parts
     * @return false if the item has another revision by now; nothing was stored then
     */
    boolean save(ItemKind kind, ItemText item, Maker maker, TaskId task, List<float[]> vectors);

    /** Gives free what the task had claimed and not embedded. */
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
