/**
 * The words for what has happened: topics, the shapes of what is told on them, and the event that reaches a subscriber.
 *
 * <p>An event is a fact of the past and asks for nothing. Its publisher doesn't know who listens; a listener turns it into
 * tasks of its own. That is the difference from a task, which has one kind of work and one outcome.
 *
 * <p>A topic's shape is a contract with people who can't be asked. Its JSON Schema is made from the record, as for inputs
 * of tasks, and committed in {@code src/main/resources/schemas/events}, so that a change of the contract is seen in review.
 * A field that may be left out can be added to a version; for anything else the topic gets a new version beside the old one.
 *
 * <p>Imports nothing but the JDK and the annotations of Bean Validation, and nothing else of Handoff.
 */
package dev.handoff.event;
