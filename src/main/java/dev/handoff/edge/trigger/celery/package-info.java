/**
 * Runs what programs call with Celery, which stay as they are.
 *
 * <pre>
 *   .delay() ─► queue ─► CeleryCalls ─► row in celery_call ─► task stored ─► acknowledged
 *   .get()   ◄─ reply queue ◄─ CeleryAnswers ◄─ task ended, or the sweep finds that it has
 *   .revoke() ─► celery.pidbox ─► Revocations ─► cancelled, if it has not begun
 * </pre>
 *
 * <p>Understands <a href="https://docs.celeryq.dev/en/stable/internals/protocol.html">protocol 2</a> in JSON. The row is written
 * before the task, so no answer is owed that nobody knows of, and it is deleted after the answer was sent: an answer may come
 * twice, which Celery takes for the same.
 *
 * <p>What can't be done exactly is refused where it is seen: the task is dead with the reason, and so is the answer. Pickled
 * arguments are code of their sender's choice, and are not read.
 *
 * <p>Retries are Handoff's. The limits of time are those of the type.
 */
package dev.handoff.edge.trigger.celery;
