package dev.handoff.engine.outbox;

import dev.handoff.engine.store.NewEvent;
import dev.handoff.engine.store.StoredEvent;
import java.time.Duration;
import java.util.Optional;

/** What happened to an event here. Fired as a CDI event after the fact, for telemetry; nothing may depend on it. */
public sealed interface BusEvent {

    /** A new event is stored; one that was there before makes no event. */
    record Published(NewEvent event) implements BusEvent {}

    /** The carrier has it. */
    record Relayed(StoredEvent event, String carrier) implements BusEvent {}

    /** The carrier could not bring it; it is tried again after the delay. */
    record RelayFailed(StoredEvent event, String carrier, int failures, Duration delay, Throwable cause)
            implements BusEvent {}

    /** A subscriber has handled it. */
    record Delivered(StoredEvent event, String subscriber, Duration took) implements BusEvent {}

    /** A subscriber failed. */
    record DeliveryRefused(StoredEvent event, String subscriber, Duration took, Throwable cause) implements BusEvent {}

    /** It is given up. */
    record Dead(StoredEvent event, int failures, String error) implements BusEvent {}

    /**
     * A replay was asked for.
     *
     * @param again the name of the replay, if subscribers are to handle them once more
     */
    record Replayed(String topic, int events, Optional<String> again) implements BusEvent {}

    /** Relaying as a whole failed this time; it is repeated in the background. */
    record Stalled(Throwable cause) implements BusEvent {}
}
