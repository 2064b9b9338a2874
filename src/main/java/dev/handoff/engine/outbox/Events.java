package dev.handoff.engine.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.NewEvent;
import dev.handoff.engine.store.Outcome;
import dev.handoff.event.Topic;
import dev.handoff.event.Topics;
import dev.handoff.task.Invalid;
import dev.handoff.task.NotFound;
import dev.handoff.task.Reused;
import dev.handoff.task.Violation;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Publishes events that don't belong to the success of a task. */
@ApplicationScoped
public class Events {

    private static final String SOURCE = "/api/events";

    private final EventDrafts drafts;
    private final EventStore store;
    private final Relay relay;
    private final ObjectMapper json;
    private final Event<BusEvent> events;

    Events(EventDrafts drafts, EventStore store, Relay relay, ObjectMapper json, Event<BusEvent> events) {
        this.drafts = drafts;
        this.store = store;
        this.relay = relay;
        this.json = json;
        this.events = events;
    }

    /**
     * Publishes one event. Once it returns, the event is not lost.
     *
     * @return the event's id
     * @throws Invalid if the data break the topic's rules; nothing was stored
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer
     */
    public <E> UUID publish(Topic<E> topic, E data) {
        return store(List.of(drafts.draft(topic, data, SOURCE)), Optional.empty())
                .getFirst()
                .event()
                .id();
    }

    /** {@link #publish(List, Optional)} for one event, whose broken rules are pointed to within its data. */
    public EventStore.Added publish(Publication publication, Optional<String> request) {
        return store(List.of(draft(publication)), request).getFirst();
    }

    /**
     * Publishes events, all or none.
     *
     * @param request the form of a request whose key the ids are made of: the key belongs to that form alone
     * @throws Invalid if data break their topics' rules, with pointers such as {@code /3/data/title}
     * @throws NotFound if there is no such topic; nothing was stored
     * @throws Reused if an id belongs to a different event; the others were stored and will be relayed. If a key belongs to
     *     a different request, nothing was stored
     * @throws dev.handoff.kit.database.StoreUnavailable if PostgreSQL didn't answer; with ids, publish again
     */
    public List<EventStore.Added> publish(List<Publication> publications, Optional<String> request) {
        var news = new ArrayList<NewEvent>();
        var violations = new ArrayList<Violation>();
        for (int i = 0; i < publications.size(); i++) {
            try {
                news.add(draft(publications.get(i)));
            } catch (Invalid invalid) {
                violations.addAll(invalid.within("/" + i + "/data").violations());
            }
        }
        if (!violations.isEmpty()) {
            throw new Invalid("event", violations.size() + " fields are not valid; nothing was stored", violations);
        }
        return store(news, request);
    }

    /** Stores an event that can never be relayed as dead, for publishers that can't be told why. */
    public void bury(UUID id, String topic, Optional<Integer> version, String data, String error) {
        int known =
                version.orElseGet(() -> Topics.find(topic).map(Topic::version).orElse(1));
        var event = new NewEvent(id, topic, known, data, SOURCE, Optional.empty());
        store.addDead(event, error).ifPresent(dead -> events.fire(new BusEvent.Dead(dead, 0, error)));
    }

    private NewEvent draft(Publication it) {
        var latest = Topics.find(it.topic()).orElseThrow(() -> TopicSchemas.unknown(it.topic()));
        int version = it.version().orElse(latest.version());
        var topic = Topics.find(it.topic(), version).orElseThrow(() -> TopicSchemas.unknown(it.topic(), version));
        return it.id()
                .map(id -> drafts.draft(id, topic, it.data(), SOURCE))
                .orElseGet(() -> drafts.draft(topic, it.data(), SOURCE));
    }

    private List<EventStore.Added> store(List<NewEvent> news, Optional<String> request) {
        var added = request.map(form -> store.add(news, form)
                        .orElseThrow(() -> Reused.event(news.getFirst().id())))
                .orElseGet(() -> store.add(news));
        relay.wake();
        for (int i = 0; i < news.size(); i++) {
            if (!added.get(i).duplicate()) {
                events.fire(new BusEvent.Published(news.get(i)));
            } else if (!isSame(added.get(i), news.get(i))) {
                throw Reused.event(news.get(i).id());
            }
        }
        return added;
    }

    /** What a handler has published is stored by now. If this hint got lost, a sweep would find it as well. */
    void on(@Observes TaskEvent event) {
        if (event instanceof TaskEvent.AttemptEnded ended
                && ended.outcome() instanceof Outcome.Succeeded success
                && !success.events().isEmpty()) {
            relay.wake();
            success.events().forEach(each -> events.fire(new BusEvent.Published(each)));
        }
    }

    private boolean isSame(EventStore.Added earlier, NewEvent event) {
        var known = earlier.event();
        try {
            return known.topic().equals(event.topic())
                    && known.version() == event.version()
                    && json.readTree(known.dataJson()).equals(json.readTree(event.dataJson()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("stored data are not JSON", impossible);
        }
    }
}
