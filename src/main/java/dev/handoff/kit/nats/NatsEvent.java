package dev.handoff.kit.nats;

import java.time.Duration;

/** What happened between this process and NATS. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface NatsEvent {

    /**
     * The connection stands.
     *
     * @param purpose what it is for, since there may be two
     * @param again whether there was one before
     */
    record Connected(String purpose, String server, boolean again) implements NatsEvent {}

    /** The connection could not be made or was lost. */
    record Disconnected(String purpose, String reason, Duration pause) implements NatsEvent {}

    /** A message was sent; whether it arrived is told later. */
    record Published(String subject) implements NatsEvent {}

    /** Its stream has the message. */
    record Confirmed(String subject) implements NatsEvent {}

    /** No stream took the message, for one because it is full. */
    record Refused(String subject) implements NatsEvent {}

    /** Messages of a queue come in. */
    record Subscribed(String queue) implements NatsEvent {}

    /** They don't any more, and will be asked for again. */
    record Unsubscribed(String queue, String reason) implements NatsEvent {}

    /** A message came in. */
    record Consumed(String queue, boolean redelivered) implements NatsEvent {}

    /** A message that can't be used was ended: it never comes again. */
    record Terminated(String queue, String reason) implements NatsEvent {}
}
