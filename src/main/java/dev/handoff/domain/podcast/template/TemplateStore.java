package dev.handoff.domain.podcast.template;

import dev.handoff.kit.database.StoreUnavailable;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Templates by their ids. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't answer;
 * whether the statement took effect is then unknown.
 *
 * <p>Who changes a template may name the versions that the change is meant for: of any number of changes that name the
 * same one, one is made.
 */
public interface TemplateStore {

    Optional<TemplateRecord> find(String id);

    /**
     * In the order of their ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    List<ListedTemplate> list(Optional<String> after, int limit);

    /** @return empty if there is one of this id; nothing was stored then */
    Optional<TemplateRecord> add(NewTemplate template);

    /** Adds or replaces a template, whatever its version. */
    PutTemplate put(NewTemplate template);

    /**
     * Replaces a template.
     *
     * @param versions those that may be replaced; empty for any
     * @return empty if there is none of this id, or it has another version; nothing was stored then
     */
    Optional<TemplateRecord> replace(NewTemplate template, Optional<Set<Long>> versions);

    /**
     * Deletes a template.
     *
     * @param versions those that may be deleted; empty for any
     * @return false if there is none of this id, or it has another version; nothing was deleted then
     */
    boolean delete(String id, Optional<Set<Long>> versions);
}
