/**
 * Turns events from outside into tasks: an upload to a bucket, a message of Pub/Sub or of a queue, or any CloudEvent that
 * names a task type.
 *
 * <pre>
 *   google.cloud.storage.object.v1.finalized          ──► transcribe, if it is a recording below HANDOFF_INPUT
 *   google.cloud.pubsub.topic.v1.messagePublished     ──► the type of its attribute, or of its envelope
 *   dev.handoff.task.TYPE                             ──► TYPE, with the event's data as input
 *   a message of one of HANDOFF_TRIGGER_QUEUES        ──► the type of its header, its envelope or its routing key
 * </pre>
 *
 * <p>Events arrive over HTTP, in a function or from a queue of RabbitMQ. All end in {@link dev.handoff.edge.trigger.Triggers#take}, which only
 * stores the task and has it dispatched.
 *
 * <p>A sender repeats an event until it is taken, perhaps for days, and can't mend it. So an event that can never work
 * becomes a dead task of its type, for a person to find. Only an event that doesn't say what it asks for is refused: its
 * sender's dead-letter topic is the place for it, or the queue's own.
 *
 * <pre>
 *   queue ─► Subscription ─► QueueConnector ─► channel "triggers" ─► QueueTrigger ─► task stored ─► acknowledged
 *                                                                             └─► not yet ─► held here, and tried again
 *                                                                             └─► unusable ─► QUEUE.dlq, with the reason
 * </pre>
 *
 * <p>All queues share one channel of Quarkus Messaging, since channels are counted when the program is built and queues when it
 * is started. Its connector is our own; ADR-006 says why.
 *
 * <p>These events come from outside. Those of {@code engine.outbox} tell what happened here, follow the topics' contracts
 * and have any number of subscribers.
 */
package dev.handoff.edge.trigger;
