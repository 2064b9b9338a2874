/**
 * Carries events over RabbitMQ: a topic exchange, and for each subscriber a durable queue of its own.
 *
 * <pre>
 *                                   ┌─► airy.events.search-index ─► Listener ─► Subscriptions.deliver
 *   RabbitMqCarrier ─► airy.events ─┼─► airy.events.feeds          │  ▲
 *                       (exchange)  └─► queues of other programs   │  └── ….retry-5000ms ◄─ it failed
 *                                                                  └────► ….dlq           ◄─ too often, or no event
 * </pre>
 *
 * <p>The routing key is the topic's name. The queues of our own subscribers are declared before the first event is
 * published, or it would reach nobody. An event that no queue takes counts as published only if we have no subscriber for
 * it.
 *
 * <p>A message that its subscriber could not handle waits in a queue for its next time, and so keeps no other message from
 * being handled. How often it failed travels with it; nothing else in the headers of a message is believed.
 *
 * <p>Knows {@code bus}, {@code rabbitmq}, {@code event}, {@code store} and {@code subscriber}.
 */
package dev.handoff.engine.outbox.rabbitmq;
