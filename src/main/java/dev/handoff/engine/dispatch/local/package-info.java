/**
 * Runs tasks in the instances that share the database.
 *
 * <p>A task that is submitted while there is a free slot is claimed by the statement that stores it, and begun at once. What
 * finds no slot waits in the table, by priority, and is taken in batches by whichever instance has room first. Nothing waits
 * in memory, so a process that dies loses nothing but its leases.
 */
package dev.handoff.engine.dispatch.local;
