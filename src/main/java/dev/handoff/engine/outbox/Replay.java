package dev.handoff.engine.outbox;

import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.PastEvents;
import dev.handoff.event.Topics;
import dev.handoff.task.NotFound;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Brings events of the past once more: to subscribers that were added or failed, or to all of them again. */
@ApplicationScoped
public class Replay {

    private final EventStore store;
    private final PastEvents past;
    private final Relay relay;
    private final Event<BusEvent> events;

    Replay(EventStore store, PastEvents past, Relay relay, Event<BusEvent> events) {
        this.store = store;
        this.past = past;
        this.relay = relay;
        this.events = events;
    }

    /**
     * What a replay is about to bring.
     *
     * @param again the name of the replay, if subscribers handle the events once more
     */
    public record Replayed(int events, Optional<String> again) {}

    /**
     * Relays published and dead events of a topic again.
     *
     * @param from inclusive, by the time when an event was stored
     * @param before exclusive
     * @param again whether subscribers that have handled an event are to handle it once more; otherwise it is without
     *     effect for them
     * @throws NotFound if there is no such topic
     */
    public Replayed replay(String topic, Instant from, Instant before, boolean again) {
        checkTopic(topic);
        var name = again ? Optional.of(UUID.randomUUID().toString()) : Optional.<String>empty();
        int count = store.replay(topic, from, before, name);
        events.fire(new BusEvent.Replayed(topic, count, name));
        relay.wake();
        return new Replayed(count, name);
    }

    /**
     * How many events a replay would bring.
     *
     * @param from inclusive, by the time when an event was stored
     * @param before exclusive
     * @throws NotFound if there is no such topic
     */
    public PastEvents.Count count(String topic, Instant from, Instant before) {
        checkTopic(topic);
        return past.count(topic, from, before);
    }

    private static void checkTopic(String topic) {
        if (Topics.find(topic).isEmpty()) {
            throw TopicSchemas.unknown(topic);
        }
    }
}
