package dev.handoff.engine.outbox;

import dev.handoff.engine.store.StoredEvent;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.Subscriber;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Calls the subscribers in this process, for when there is no broker. One that fails doesn't keep the others from it. */
@ApplicationScoped
@Priority(0)
class InProcessCarrier implements Carrier {

    private final Subscriptions subscriptions;

    InProcessCarrier(Subscriptions subscriptions) {
        this.subscriptions = subscriptions;
    }

    @Override
    public String name() {
        return "in-process";
    }

    @Override
    public boolean isConfigured() {
        return true;
    }

    @Override
    public void carry(StoredEvent event) throws DeliveryFailed {
        var names = subscriptions.to(event.topic(), event.version()).stream()
                .map(Subscriber::name)
                .toList();
        var failure = Parallel.map(names, name -> failure(name, event)).stream()
                .flatMap(Optional::stream)
                .findFirst();
        if (failure.isPresent()) {
            throw failure.get();
        }
    }

    private Optional<DeliveryFailed> failure(String subscriber, StoredEvent event) {
        try {
            subscriptions.deliver(subscriber, event);
            return Optional.empty();
        } catch (DeliveryFailed failed) {
            return Optional.of(failed);
        }
    }
}
