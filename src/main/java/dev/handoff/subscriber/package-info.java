/**
 * The words for listening: who wants to know of a topic, and what may be done about an event.
 *
 * <p>A subscriber does no work. It turns an event into tasks, by name, and the tasks table is its inbox: an event that is
 * brought twice finds the tasks of the first time. So a subscriber is as quick as a few rows, and everything that takes
 * time, fails or is retried is a task with a policy of its own.
 *
 * <p>Apart from the {@code event} package, because a subscriber needs the words for tasks, and tasks need those for events.
 * Knows {@code event} and {@code task}.
 */
package dev.handoff.subscriber;
