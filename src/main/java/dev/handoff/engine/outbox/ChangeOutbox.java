package dev.handoff.engine.outbox;

import dev.handoff.engine.store.ChangeStore;
import dev.handoff.engine.store.ChangeStore.Occasional;
import dev.handoff.kit.database.Outbox;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.Optional;

/** Publishes what domains tell of changes of their own rows. */
@ApplicationScoped
class ChangeOutbox implements Outbox {

    private final EventDrafts drafts;
    private final ChangeStore store;
    private final Relay relay;
    private final Event<BusEvent> events;

    ChangeOutbox(EventDrafts drafts, ChangeStore store, Relay relay, Event<BusEvent> events) {
        this.drafts = drafts;
        this.store = store;
        this.relay = relay;
        this.events = events;
    }

    @Override
    public Optional<Row> store(String change, Tuple parameters, String source, List<Telling<?>> tellings) {
        var drawn = tellings.stream().map(it -> draft(it, source)).toList();
        var changed = store.change(change, parameters, drawn);
        changed.filter(it -> !it.told().isEmpty()).ifPresent(it -> {
            relay.wake();
            drawn.stream()
                    .map(Occasional::event)
                    .filter(event -> it.told().contains(event.id()))
                    .forEach(event -> events.fire(new BusEvent.Published(event)));
        });
        return changed.map(ChangeStore.Changed::row);
    }

    private <E> Occasional draft(Telling<E> telling, String source) {
        return new Occasional(telling.occasion(), drafts.draft(telling.topic(), telling.data(), source));
    }
}
