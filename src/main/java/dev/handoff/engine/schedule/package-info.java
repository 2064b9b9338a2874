/**
 * Tasks by the clock: which schedules there are, when they tick, and that each tick has one task.
 *
 * <pre>
 *   HANDOFF_SCHEDULES ──► ScheduleParser ──► Schedules
 *                                               │
 *   Scheduler, asleep until the next tick ──► Ticker ──► TickSubmitter ──► one statement: the schedule moves on and
 *                                               │                         its task is stored
 *   POST /api/schedules/{name}/tick ──────────► │
 * </pre>
 *
 * <p>No instance leads. All of them wake at a tick and try; the row of the schedule lets one through. The statement that
 * moves the row stores the task as well, so a process may be killed or paused anywhere: no tick is lost, and none has two
 * tasks. A dedupe key of the task wouldn't do, because it is forgotten when the task is pruned.
 *
 * <p>The database's clock alone decides what is due. Clocks of processes and of callers are never read.
 *
 * <p>Missed ticks are not made up for one by one: of several that are due, the latest has a task, unless it is later than
 * the schedule's deadline.
 *
 * <p>cron-utils parses cron expressions and steps through them in local times without an offset.
 * {@link dev.handoff.engine.schedule.CronExpression} decides which moments these are, since the library's own answer changed
 * from release to release.
 */
package dev.handoff.engine.schedule;
