package dev.handoff.engine.outbox;

import dev.handoff.engine.Instance;
import dev.handoff.engine.store.EventStore;
import dev.handoff.event.Topics;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.thread.Coalescer;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.RetryPolicy;
import io.quarkus.scheduler.Scheduled;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * Takes events out of the outbox and hands them to the carrier. Any number of instances may relay at a time; each takes
 * rows that no other has. In one instance one thread does it, and those who wake it don't wait.
 */
@ApplicationScoped
class Relay {

    // Parallel takes 32 at a time: two rounds of slow subscribers fit into the lease.
    private static final int BATCH = 64;

    // Events of a newer release are left to instances that know them.
    private static final Set<String> KNOWN = Topics.all().stream()
            .map(topic -> topic.name() + ".v" + topic.version())
            .collect(Collectors.toUnmodifiableSet());

    private final EventStore store;
    private final Carriers carriers;
    private final Instance instance;
    private final BusConfig config;
    private final Event<BusEvent> events;
    private final RetryPolicy policy;
    private final RandomGenerator random = RandomGenerator.getDefault();
    private final Coalescer relaying = new Coalescer("relay", this::relayAll);

    Relay(EventStore store, Carriers carriers, Instance instance, BusConfig config, Event<BusEvent> events) {
        this.store = store;
        this.carriers = carriers;
        this.instance = instance;
        this.config = config;
        this.events = events;
        this.policy = new RetryPolicy(config.mostFailures(), config.firstDelay(), config.maxDelay());
    }

    @Scheduled(every = "{handoff.bus.sweep}")
    @RunOnVirtualThread
    void sweep() {
        wake();
    }

    /** Has the events that are stored by now relayed soon. */
    void wake() {
        if (config.relay()) {
            relaying.call();
        }
    }

    private void relayAll() {
        try {
            boolean more = true;
            while (more && !instance.isDraining()) {
                more = relay(store.take(BATCH, config.lease(), KNOWN));
            }
        } catch (RuntimeException | Error broken) {
            // The next sweep tries again; events that were taken wait for the end of their lease. A shutdown during a
            // relay closes its connections, which is no trouble.
            if (!instance.isDraining()) {
                events.fire(new BusEvent.Stalled(broken));
            }
        }
    }

    /** False if there is nothing more to do for now. */
    private boolean relay(List<EventStore.Taken> batch) {
        var carrier = carriers.active();
        var outages = new ConcurrentLinkedQueue<RuntimeException>();
        var carried = Parallel.map(batch, taken -> carry(carrier, taken, outages)).stream()
                .flatMap(Optional::stream)
                .toList();
        if (!carried.isEmpty()) {
            store.published(carried);
            carried.forEach(taken -> events.fire(new BusEvent.Relayed(taken.event(), carrier.name())));
        }
        // An outage is no failure of these events and changes no row: their leases run out.
        outages.stream().findFirst().map(BusEvent.Stalled::new).ifPresent(events::fire);
        return batch.size() == BATCH && outages.isEmpty();
    }

    /** The event itself, if it was carried. */
    private Optional<EventStore.Taken> carry(
            Carrier carrier, EventStore.Taken taken, Collection<RuntimeException> outages) {
        try {
            carrier.carry(taken.event());
            return Optional.of(taken);
        } catch (DeliveryFailed failed) {
            if (policy.allowsAnotherAfter(taken.failures() + 1)) {
                putOff(carrier, taken, failed.getMessage(), failed);
            } else {
                bury(taken, failed.getMessage());
            }
        } catch (StoreUnavailable | CarrierUnavailable silent) {
            outages.add(silent);
        } catch (RuntimeException broken) {
            putOff(carrier, taken, carrier.name() + ": " + broken, broken);
        }
        return Optional.empty();
    }

    private void putOff(Carrier carrier, EventStore.Taken taken, String error, Exception cause) {
        int failures = taken.failures() + 1;
        var delay = policy.delayAfter(failures, random);
        if (store.retry(taken, delay, error)) {
            events.fire(new BusEvent.RelayFailed(taken.event(), carrier.name(), failures, delay, cause));
        }
    }

    private void bury(EventStore.Taken taken, String error) {
        if (store.bury(taken, error)) {
            events.fire(new BusEvent.Dead(taken.event(), taken.failures() + 1, error));
        }
    }
}
