/**
 * Brings doorbells by Google Cloud Tasks, which POSTs them to the function endpoint of any instance that serves the type.
 *
 * <pre>
 *   CloudTasksRoute ──► Target (where to) ──► Message (what) ──► Creator ──► Cloud Tasks ──► POST /api/tasks/{type}
 * </pre>
 *
 * <p>A Cloud Task is named after the task and the attempt that it asks for. So creating it twice is harmless: the second
 * time it exists, which is what was wanted, and a call whose answer got lost is simply made again. Cloud Tasks remembers
 * names for about an hour after a task has gone. So a task that nobody came for is asked after first: a doorbell that is in
 * the queue is left there however far that is behind, and one that a person has deleted is rung again by another name.
 *
 * <p>Cloud Tasks keeps doorbells until they are due, so later tasks and retries are rung for once, when they are stored.
 *
 * <p>The queue's own retries cover what never reached an engine: an instance that died or had no room. Whatever the engine
 * has dealt with is answered 200, a failed attempt too, since its retry is a doorbell of its own.
 *
 * <p>Everything here needs Google's client; nothing else of Handoff does. Knows {@code dispatch} and {@code task}.
 */
package dev.handoff.engine.dispatch.cloudtasks;
