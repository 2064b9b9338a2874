/**
 * Brings doorbells by RabbitMQ: any number of instances share the queue of a type, and an idle one gets the next doorbell.
 *
 * <pre>
 *   RabbitMqRoute ─► DoorbellMessage ─► queue of the type ─► Listener ─► Pool ─► receiver
 *                                             │                 │
 *                                             └── handoff.….dlq ◄┘ what is no doorbell
 * </pre>
 *
 * <p>A doorbell is acknowledged as soon as its task is claimed, not when it has run: the broker takes back what stays
 * unanswered for half an hour, and the lease watches over the attempt from then on. What waits for a slot longer than a
 * moment goes back into the queue, where an instance with room finds it; so a full pool holds back its consumers, and the
 * broker holds the backlog.
 *
 * <p>Doorbells are sent when they are due; those for later are left to the sweeper, so no plugin for delays is needed.
 * Priority counts among the doorbells that wait in one instance: quorum queues keep their order.
 *
 * <p>Instances of several releases may share a queue. A doorbell of a type or a form that this one doesn't know goes back for
 * half a minute, and is then put aside with the reason.
 *
 * <p>Knows {@code dispatch}, {@code rabbitmq} and {@code task}.
 */
package dev.handoff.engine.dispatch.rabbitmq;
