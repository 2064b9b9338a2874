/**
 * What is true about tasks, events, schedules and templates: rows in PostgreSQL, and the few statements that may change them.
 *
 * <p>Every change of state is one statement, so a process can die between any two of them and leave nothing half done.
 * Every write that belongs to an attempt names the attempt's number, the <em>fence</em>: a worker that was paused beyond
 * its lease finds that its number is out of date and changes nothing. All times that decide (due, lease) are the
 * database's, never a worker's; callers are told how long until a task is due, since their clocks are others.
 *
 * <p>Events are rows as well, an outbox: those of a task's success are inserted by the very statement that stores it.
 *
 * <p>A schedule moves on and its task is stored by one statement, so that each of its ticks has one task.
 *
 * <p>Templates are changed by people, rarely and perhaps two at a time: a change may name the version that it is meant for
 * and is made to that one or not at all.
 *
 * <p>A statement costs a round trip and its commit a flush of the disk, so concurrent operations of one kind share theirs
 * (group commit). Each is still refused, fenced and answered by itself.
 *
 * <p>Changes go through {@link dev.handoff.engine.store.TaskStore}, in plain SQL, because claiming and finishing are the hot
 * path and each is a single guarded UPDATE. Reading for people goes through {@link dev.handoff.engine.store.TaskReader}, with
 * Hibernate Reactive Panache. Both block their caller, which is a virtual thread; nothing here may be called on an event
 * loop.
 *
 * <p>Instances that share the database wake each other through {@link dev.handoff.engine.store.Waker}, which promises nothing.
 *
 * <p>Knows {@code task} and nothing else of Handoff.
 */
package dev.handoff.engine.store;
