package dev.handoff.engine.store;

import dev.handoff.kit.database.StoreUnavailable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The outbox. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't answer; whether
 * the statement took effect is then unknown. Events that belong to a success are stored by {@link TaskStore#finish}.
 */
public interface EventStore {

    /**
     * Stores new events, all or none.
     *
     * @return for each, in order: itself, or the earlier event of the same id
     */
    List<AddedEvent> add(List<NewEvent> events);

    /**
     * Takes events whose turn has come. Of any number of relays, one gets each.
     *
     * @param topics names and versions in the form {@code post.published.v1}; others are left to whoever knows them
     * @param lease how long they are held before they may be given to another relay
     */
    List<TakenEvent> take(int limit, Duration lease, Set<String> topics);

    /** Marks events as published, but for those that another relay has taken since. */
    void published(Collection<TakenEvent> events);

    /**
     * Puts an event off.
     *
     * @return false if another relay has taken it since, and nothing was changed
     */
    boolean retry(TakenEvent event, Duration delay, String error);

    /**
     * Gives an event up.
     *
     * @return false if another relay has taken it since, and nothing was changed
     */
    boolean bury(TakenEvent event, String error);

    /**
     * Lets published and dead events of a topic be relayed again, at once and with fresh counters. Pending ones are on
     * their way anyhow.
     *
     * @param from inclusive, by the time when an event was stored
     * @param before exclusive
     * @param again a name of this replay, by which subscribers handle the events once more; empty to bring them only to
     *     those that have not handled them
     * @return how many
     */
    int replay(String topic, Instant from, Instant before, Optional<String> again);

    /** What is pending. */
    Backlog backlog();

    /** Newest first. */
    List<EventRecord> list(EventFilter filter);
}
