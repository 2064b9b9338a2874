/**
 * The words that a handler author needs: what a task type is, how a handler looks, what it may ask of the attempt that
 * it runs in, and how it says that it failed.
 *
 * <p>Imports nothing but the JDK and the words for events, so that a type constant can be shared with a program that only submits.
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
 * <p>A task's policy (timeout, retries, concurrency) belongs to its type and not to the transport that brings it, because
 * Cloud Tasks, RabbitMQ and an in-process pool disagree about all three.
 */
package dev.handoff.task;
