/**
 * Runs tasks in this process: a bounded pool on virtual threads.
 *
 * <p>Doorbells wait in memory, by priority, until a slot is free. What waits here is only doorbells: if the process dies,
 * or if more come than may wait, the sweeper rings again for the rows.
 */
package dev.handoff.dispatch.local;
