/**
 * The rules: how a task is submitted, run, retried, buried, cancelled, rescued and released. A room for each part of its life:
 *
 * <pre>
 *                        run          one attempt, from its claim to the next ring
 *                       ╱   ╲
 *   schedule      outbox     ╲        cron ticks; events for subscribers
 *      │  ╲          ╲       ╱
 *      │   ╲          submit          submissions and groups become rows
 *      │    ╲        ╱
 *      │     sweep                    what is due, lapsed, complete or old
 *      ╲    ╱     ╲
 *       dispatch   store              doorbells over routes; rows in PostgreSQL
 * </pre>
 *
 * <p>Beside them, {@code live} brings what is told to people who look on, at whichever instance, and {@code tally} adds it up.
 * Both listen and know the store alone; an attempt tells its progress and announcements to {@code live}.
 * {@code bulk} does to all tasks that match what a person asks for, by a task like any other.
 *
 * <p>Arrows point downwards, and a test keeps it so. Dispatch and store know nothing of each other or of the rules, so that a
 * route can't depend on how a task is kept. Here, above the rooms, is what several of them share: settings, the instance, the
 * task types, and what is told of tasks.
 *
 * <p>Retries live in the engine because Cloud Tasks and RabbitMQ disagree about them: a failed attempt puts the row back to
 * QUEUED with a later due time, on every route alike. Two counters are kept: {@code attempt} counts deliveries,
 * {@code failures} counts attempts that failed, so that a crash or a shutdown doesn't use up the retries.
 *
 * <p>Everything blocks, on virtual threads. Nothing here logs; what happened is fired as
 * {@link dev.handoff.engine.TaskEvent}s.
 */
package dev.handoff.engine;
