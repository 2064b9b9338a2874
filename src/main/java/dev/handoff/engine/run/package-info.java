/**
 * Runs attempts: claims tasks, calls their handlers, stores what came of it and rings for what is to follow.
 *
 * <pre>
 *   a doorbell    ──► Receiver ─────► claim ──┐
 *   the table     ──► WaitingTasks ─► take ───┼──► Execution: start ─► call ─► conclude ─► settle ─► ring
 *   a submission  ──► (claimed already) ──────┘                         │
 *                                                             Attempt ◄─┘ what the handler sees
 *                                     Heartbeat ──► leases, progress, cancel requests ──► stop
 * </pre>
 *
 * <p>An attempt has two threads. The handler's begins with its span and ends with the outcome stored and told. The one
 * that has claimed the task waits for it with an eye on the clock, since no Java thread can be made to end: a handler that
 * doesn't heed its interrupt is left behind after a grace period, and its attempt is ended without it. What such a handler
 * does later has no effect, since the first of the two threads to end the attempt is the only one.
 *
 * <p>Neither thread talks to PostgreSQL by itself: claims and outcomes of attempts that begin or end at the same time share a
 * statement, which the store runs on a third (group commit). The waiting costs nothing but a parked virtual thread, and the
 * shared flush of the disk is what lets many short tasks through.
 *
 * <p>An instance that drains begins nothing new. Attempts have until the end of the drain time, are then stopped and given
 * back without a failure being counted, and are abandoned a moment later.
 *
 * <p>Knows every other room of the engine but the schedules; no other room knows it.
 */
package dev.handoff.engine.run;
