package dev.handoff.engine.outbox;

import dev.handoff.engine.store.StoredEvent;

/**
 * Brings events to their subscribers, itself or by a broker. A bean; of those that are configured, the one with the
 * highest {@link jakarta.annotation.Priority} is used by the whole process.
 */
public interface Carrier {

    /** What it is called in logs and metrics. */
    String name();

    /** Whether the settings ask for it. Asked once, at the first use. */
    boolean isConfigured();

    /**
     * Returns when the event can't get lost any more: when every subscriber has handled it, or the broker has confirmed
     * that it keeps it. May be called by several threads at a time, and again for an event that was carried before.
     *
     * @throws DeliveryFailed if a subscriber failed; after some of these the event is given up
     * @throws CarrierUnavailable if no event can be brought now; all wait until the lease of this one ends
     * @throws RuntimeException if the event could not be brought for another reason; it is tried again for ever
     */
    void carry(StoredEvent event) throws DeliveryFailed;
}
