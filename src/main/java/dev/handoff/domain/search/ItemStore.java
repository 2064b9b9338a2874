package dev.handoff.domain.search;

import dev.handoff.kit.database.StoreUnavailable;
import java.util.List;
import java.util.Set;

/**
 * Messages and atoms, and what they are cut into. Every method is one statement and throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer.
 */
public interface ItemStore {

    /**
     * Stores items under their ids, in the place of those that may be there. What was embedded of a text that has changed
     * counts no more, and its chunks are gone.
     *
     * @param items no two of the same id
     * @return the ids of those that were new or have changed
     */
    Set<Long> put(ItemKind kind, List<NewItem> items);

    /** Texts by their ids, without those that there aren't. Of whether they are embedded nothing is told. */
    List<ItemText> texts(ItemKind kind, List<Long> ids);

    /**
     * Replaces an item's chunks.
     *
     * @param revision that they were cut from
     * @param chunks none for a text that is to be embedded as a whole
     * @return false if the item has another revision by now; nothing was stored then
     */
    boolean cut(ItemKind kind, long id, long revision, List<String> chunks);
}
