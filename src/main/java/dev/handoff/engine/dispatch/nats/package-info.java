/**
 * Brings doorbells by NATS: any number of instances share the durable consumer of a type, and an idle one gets the next
 * doorbell.
 *
 * <pre>
 *   NatsRoute ─► DoorbellMessage ─► stream handoff ─► consumer of the type ─► Listener ─► Pool ─► receiver
 *                                   subject handoff.TYPE
 * </pre>
 *
 * <p>A doorbell is acknowledged as soon as its task is claimed, not when it has run: NATS brings again what stays unanswered
 * for half a minute, and the lease watches over the attempt from then on. What waits for a slot longer than a moment goes
 * back to the stream.
 *
 * <p>Messages have no id by which the stream would drop repeated ones: a doorbell may ring twice for one attempt with good
 * reason, such as before and after a pause of its type, and the second is the one that counts.
 *
 * <p>Doorbells are sent when they are due; those for later are left to the sweeper. Priority counts among the doorbells that
 * wait in one instance: a stream keeps its order.
 *
 * <p>Knows {@code dispatch}, {@code kit.nats} and {@code task}.
 */
package dev.handoff.engine.dispatch.nats;
