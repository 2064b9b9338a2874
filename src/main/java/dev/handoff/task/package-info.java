/**
 * The words that a handler author needs: what a task type is, how a handler looks, what it may ask of the attempt that
 * it runs in, and how it says that it failed.
 *
 * <p>Imports nothing but the JDK and the words for events, so that a program that only submits can share a type constant.
 *
 * <pre>
 *              claim                    success
 *   QUEUED ───────────────► RUNNING ───────────────► SUCCEEDED
 *     ▲  │                   │ │ │
 *     │  │ cancel            │ │ └── given up ─────► DEAD ──┐
 *     │  └───► CANCELLED ◄───┘ │                            │ retry, asked for by a person
 *     │             cancel     │                            │
 *     └────────────────────────┴────────────────────────────┘
 *          failed, released or crashed: again, later
 * </pre>
 *
 * <p>Tasks may be members of a group. A group is open while members are added, sealed once there are all of them, and ends in
 * one more task, its completion, whichever comes last: the seal or the last member's end.
 *
 * <pre>
 *            seal            last end
 *   OPEN ───────────► SEALED ───────────► COMPLETED, and the completion is QUEUED
 *     │                │  │   a member is DEAD, and the group is to fail then
 *     │     cancel     │  └──────────────► FAILED
 *     └────────────────┴─► CANCELLED
 * </pre>
 *
 * <p>A subscriber listens to a topic. It does no work: it turns an event into tasks, by name, and the task table is its
 * inbox, so that an event that is brought twice finds the tasks of the first time. Whatever takes time, fails or is retried
 * is a task with a policy of its own.
 *
 * <p>A task's policy (timeout, retries, concurrency) belongs to its type and not to the transport that brings it, because
 * Cloud Tasks, RabbitMQ and an in-process pool disagree about all three.
 */
package dev.handoff.task;
