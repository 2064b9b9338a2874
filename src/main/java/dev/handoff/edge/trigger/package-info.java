/**
 * Turns events from outside into tasks: an upload to a bucket, a message of Pub/Sub, or any CloudEvent that names a task type.
 *
 * <pre>
 *   google.cloud.storage.object.v1.finalized          ──► transcribe, if it is a recording below HANDOFF_INPUT
 *   google.cloud.pubsub.topic.v1.messagePublished     ──► the type of its attribute, or of its envelope
 *   dev.handoff.task.TYPE                             ──► TYPE, with the event's data as input
 * </pre>
 *
 * <p>How events arrive, over HTTP or in a function, is the business of others; all of them end in
 * {@link dev.handoff.edge.trigger.Triggers#take}, which only stores the task and has it dispatched.
 *
 * <p>Whoever brings an event brings it again until it is taken, perhaps for days, and can't mend it. So what can never work
 * is kept as a dead task of its type, for a person to find. Only an event that doesn't even tell what it asks for is
 * refused: it is left to its sender, whose dead-letter topic is the place for it.
 *
 * <p>Events are other than those of {@code bus}, which tell of what happened here, have contracts here, and any number of
 * subscribers.
 */
package dev.handoff.edge.trigger;
