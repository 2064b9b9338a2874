/**
 * Tasks by the clock: which schedules there are, when they tick, and that each tick has one task.
 *
 * <pre>
 *   HANDOFF_SCHEDULES ──► Definitions ──► Schedules
 *                                             │
 *   Scheduler, asleep until the next tick ──► Ticker ──► engine.Ticks ──► one statement: the schedule moves on and
 *                                             │                           its task is stored
 *   POST /api/schedules/{name}/tick ────────► │
 * </pre>
 *
 * <p>No instance leads. All of them wake at a tick and try; the row of the schedule lets one through, and the statement that
 * moves it stores the task, so a process may be killed or paused anywhere and no tick is lost or has two tasks. A key of the
 * task wouldn't do: it is forgotten when its task is pruned.
 *
 * <p>What is due is decided by the database's clock alone. Clocks of processes and of callers are never read.
 *
 * <p>Ticks that nobody was there for are not made up for one by one: of several that are due, the latest has a task, unless
 * it is later than the schedule's deadline.
 *
 * <p>Cron expressions are parsed and stepped through by cron-utils, in local times without an offset; which moments these
 * are is decided here, see {@link dev.handoff.engine.schedule.Timetable}, since the library's own ideas of it changed from release
 * to release.
 *
 * <p>Knows {@code task}, {@code store} and {@code engine}.
 */
package dev.handoff.engine.schedule;
