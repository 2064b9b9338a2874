/**
 * Turns events from outside into tasks: an upload to a bucket, a message of Pub/Sub, or any CloudEvent that names a task
 * type.
 *
 * <pre>
 *   google.cloud.storage.object.v1.finalized          ──► transcribe, if it is a recording below HANDOFF_INPUT
 *   google.cloud.pubsub.topic.v1.messagePublished     ──► the type of its attribute, or of its envelope
 *   dev.handoff.task.TYPE                             ──► TYPE, with the event's data as input
 * </pre>
 *
 * <p>Events arrive over HTTP or in a function. Both end in {@link dev.handoff.edge.trigger.Triggers#take}, which only
 * stores the task and has it dispatched.
 *
 * <p>A sender repeats an event until it is taken, perhaps for days, and can't mend it. So an event that can never work
 * becomes a dead task of its type, for a person to find. Only an event that doesn't say what it asks for is refused: its
 * sender's dead-letter topic is the place for it.
 *
 * <p>These events come from outside. Those of {@code engine.outbox} tell what happened here, follow the topics' contracts
 * and have any number of subscribers.
 */
package dev.handoff.edge.trigger;
