package dev.handoff.edge.trigger;

import io.cloudevents.CloudEvent;

/**
 * What became of an event that was brought; its attributes are the sender's words. Fired as a CDI event after the fact, for
 * telemetry; nothing may depend on it.
 */
public sealed interface TriggerEvent {

    /** It was stored or ignored, and needs not be brought again. */
    record Ended(CloudEvent event, Taken taken) implements TriggerEvent {}

    /** It doesn't tell what it asks for, and is left to its sender. */
    record Refused(CloudEvent event, String reason) implements TriggerEvent {}

    /** A message can't be stored now, and is held until it can. */
    record Held(String queue, String id, String reason) implements TriggerEvent {}
}
