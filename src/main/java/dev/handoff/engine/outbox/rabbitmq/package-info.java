/**
 * Carries events over RabbitMQ: a topic exchange, and for each subscriber a durable queue of its own.
 *
 * <pre>
 *                                   ┌─► airy.events.search-index ─► EventConsumer ─► Subscriptions.deliver
 *   RabbitMqCarrier ─► airy.events ─┼─► airy.events.feeds          │  ▲
 *                       (exchange)  └─► queues of other programs   │  └── ….retry-5000ms ◄─ it failed
 *                                                                  └────► ….dlq           ◄─ too often, or no event
 * </pre>
 *
 * <p>The routing key is the topic's name. The queues of our own subscribers are declared before the first event is
 * published; otherwise nobody would get it. An event that no queue takes counts as published only if no subscriber here
 * wants it.
 *
 * <p>A message that its subscriber could not handle waits in a queue of its own, so that it holds up no other message. A
 * header counts how often it failed; no other header of a message is trusted.
 */
package dev.handoff.engine.outbox.rabbitmq;
