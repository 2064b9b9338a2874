/**
 * Does what is due and what others have left undone: rings for tasks that are due, gives back those whose process has died,
 * ends groups whose members have ended, and deletes what is old.
 *
 * <p>Nothing here is needed while all goes well, but for delayed tasks: it is the second way by which everything happens that
 * a lost doorbell or a killed process would prevent. So each sweep may come late, fail or be repeated. Any number of
 * instances sweep at a time, and each takes rows that no other has.
 *
 * <p>Ringing and closing groups are at home here, since the sweep is who does them in the end; those who submit and run only do
 * the same earlier.
 *
 * <p>Knows {@code dispatch} and {@code store}.
 */
package dev.handoff.engine.sweep;
