/**
 * Takes in what producers submit by SQL in transactions of their own, in any language.
 *
 * <pre>
 *   producer's transaction ─ handoff_submit ──► intake ─► Drain ─► Tasks.submit ───► task
 *                            handoff_publish ─►   │              ─► Events.publish ─► event
 *                                                 └─ a name that is unknown here waits for an instance that knows it
 * </pre>
 *
 * <p>A row of the intake is there exactly if the producer's transaction was committed, and is removed once its task is stored. A
 * process that dies in between leaves it to another one, which finds the task by its key.
 *
 * <p>The functions notify nobody, for a NOTIFY would make the producers' commits wait for each other (ADR-003). Instances look once
 * a second instead, and go on at once while there is more than a batch.
 *
 * <p>Knows {@code submit}, {@code outbox} and {@code store}.
 */
package dev.handoff.engine.intake;
