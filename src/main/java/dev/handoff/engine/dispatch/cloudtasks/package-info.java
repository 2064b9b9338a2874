/**
 * Brings doorbells by Google Cloud Tasks, which POSTs them to the function endpoint of any instance that serves the type.
 *
 * <pre>
 *   CloudTasksRoute ──► Target (where to) ──► Message (what) ──► Creator ──► Cloud Tasks ──► POST /api/tasks/{type}
 * </pre>
 *
 * <p>A Cloud Task is named after the task and the attempt that it asks for. So creating it twice is harmless: the second
 * time it exists, which is what was wanted, and a call whose answer got lost is simply made again. Cloud Tasks remembers
 * names for about an hour after a task has gone; a doorbell that a person deletes from a queue is therefore rung again only
 * after that.
 *
 * <p>The queue's own retries cover what never reached an engine: an instance that died or had no room. Whatever the engine
 * has dealt with is answered 200, a failed attempt too, since its retry is a doorbell of its own.
 *
 * <p>Everything here needs Google's client; nothing else of Handoff does. Knows {@code dispatch} and {@code task}.
 */
package dev.handoff.engine.dispatch.cloudtasks;
