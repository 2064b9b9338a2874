/**
 * The rules: how a task is submitted, run, retried, buried, cancelled, rescued and released.
 *
 * <pre>
 *   Tasks ──► store, then ring ──► (a route) ──► Receiver ──► claim ──┐
 *     │            ▲                                                  ▼
 *     │ Sweeper ───┘ due or lapsed                                 Runner ──► Attempt ──► finish ──► ring again?
 *     └─────► store and claim at once ──► (a free slot) ───────────►  ▲          ▲
 *             (the table) ──► WaitingTasks ──► take ──────────────────┘  Heart ──┘ leases, progress, cancel requests
 * </pre>
 *
 * <p>Retries live here because Cloud Tasks and RabbitMQ disagree about them: a failed attempt puts the row back to QUEUED
 * with a later due time, on every route alike. Two counters are kept: {@code attempt} counts deliveries, {@code failures}
 * counts attempts that failed, so that a crash or a shutdown doesn't use up the retries.
 *
 * <p>Everything blocks, on virtual threads. Nothing here logs; what happened is fired as
 * {@link dev.handoff.engine.TaskEvent}s. Knows {@code task}, {@code event}, {@code schema}, {@code store} and
 * {@code dispatch}, but no single route.
 */
package dev.handoff.engine;
