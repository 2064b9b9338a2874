/**
 * NATS: a connection that comes back, messages that are known to have arrived, streams that are there when they are needed.
 *
 * <pre>
 *   NatsBroker ──┬──────────────► NatsLink ──► NatsConnector ──► a server of the cluster
 *                └──► Intake ───────┘
 * </pre>
 *
 * <p>The client's own reconnecting is off: a link makes a new connection, for ever and with a growing pause. There is then one
 * way back from everything, also from what the client gives up for, such as a login that was refused twice, and nothing is
 * kept in a buffer that nobody confirmed. Servers that a cluster tells of are not taken: those that are named are tried.
 *
 * <p>Messages are pulled, as many as there is room for. A server that pushes knows nothing of the room of each process, so a
 * full one would take messages from an idle one. What a lost connection leaves unanswered is brought again when the queue's
 * patience ends.
 *
 * <p>The client checks no certificate's name; {@link dev.handoff.kit.nats.NamedTls} has it do so.
 */
package dev.handoff.kit.nats;
