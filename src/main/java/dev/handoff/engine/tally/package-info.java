/**
 * Counts what tasks do, for people who look at the last hour or day, over restarts and over all instances.
 *
 * <pre>
 *   TaskEvent ──► Tally ──► every 10 s, and at the end ──► TallyStore: table tally ──► sums of an hour or a day
 * </pre>
 *
 * <p>Counting is in memory, so it adds no statement to a task's path; an index of tasks by their end would. A process that is
 * killed takes the numbers of its last ten seconds with it. The tasks themselves are in their rows. Knows the engine's events
 * and the database; nobody in the engine knows it.
 */
package dev.handoff.engine.tally;
