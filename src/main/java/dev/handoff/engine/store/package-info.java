/**
 * The engine's tables: what is true about tasks, groups, events and schedules, and the few statements that may change it.
 *
 * <p>Each has a store: {@link dev.handoff.engine.store.TaskStore} for tasks, their attempts and steps,
 * {@link dev.handoff.engine.store.GroupStore}, {@link dev.handoff.engine.store.EventStore} for the outbox and
 * {@link dev.handoff.engine.store.ScheduleStore}. {@link dev.handoff.engine.store.TaskReader} reads tasks for people,
 * {@link dev.handoff.engine.store.Pruning} deletes what is old, and {@link dev.handoff.engine.store.Waker} lets instances
 * wake each other, which promises nothing.
 *
 * <p>Every change of state is one statement, so a process can die between any two of them and leave nothing half done.
 * Every write that belongs to an attempt names the attempt's number, the <em>fence</em>: a worker that was paused beyond
 * its lease finds that its number is out of date and changes nothing. All times that decide (due, lease) are the
 * database's, never a worker's; callers learn how long until a task is due, since their clocks differ.
 *
 * <p>The events of a task's success are inserted by the statement that stores the success. A schedule moves on by the
 * statement that stores its task, so that each of its ticks has one task.
 *
 * <p>A statement costs a round trip and its commit a flush of the disk, so concurrent operations of one kind share theirs
 * (group commit). Each is still refused, fenced and answered by itself.
 *
 * <p>The stores are plain SQL, because claiming and finishing are the hot path and each is a single guarded UPDATE.
 * Hibernate Reactive Panache finds single tasks with their history for people. Everything blocks its caller, which is a
 * virtual thread; nothing here may be called on an event loop.
 */
package dev.handoff.engine.store;
