package dev.handoff.engine.dispatch;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Events of dispatching as they are fired, for routes that are tested without the container. */
public final class Heard implements Event<DispatchEvent> {

    public final List<DispatchEvent> events = new CopyOnWriteArrayList<>();

    /** The notes among them. */
    public List<DispatchEvent.Note> notes() {
        return events.stream()
                .filter(DispatchEvent.Noted.class::isInstance)
                .map(event -> ((DispatchEvent.Noted) event).note())
                .toList();
    }

    @Override
    public void fire(DispatchEvent event) {
        events.add(event);
    }

    @Override
    public <U extends DispatchEvent> CompletionStage<U> fireAsync(U event) {
        fire(event);
        return CompletableFuture.completedStage(event);
    }

    @Override
    public <U extends DispatchEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        return fireAsync(event);
    }

    @Override
    public Event<DispatchEvent> select(Annotation... qualifiers) {
        return this;
    }

    @Override
    public <U extends DispatchEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new IllegalArgumentException("nobody here selects " + subtype);
    }

    @Override
    public <U extends DispatchEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new IllegalArgumentException("nobody here selects " + subtype);
    }
}
