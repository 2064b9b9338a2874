package dev.handoff.edge.live;

/** What happened with clients here. Fired as a CDI event, for telemetry; nothing may depend on it. */
public sealed interface ClientEvent {

    /** One has come. */
    record Joined() implements ClientEvent {}

    /** One has gone, or was closed for this reason. */
    record Left(String reason) implements ClientEvent {}

    /** One could not come, because there are too many. */
    record TurnedAway() implements ClientEvent {}

    /**
     * One follows more.
     *
     * @param resumed whether it went on where it had stopped
     */
    record Subscribed(int things, boolean resumed) implements ClientEvent {}

    /** The clients together follow this much less. */
    record Unsubscribed(int things) implements ClientEvent {}

    /** News were given to those that follow them. */
    record Given(int messages) implements ClientEvent {}
}
