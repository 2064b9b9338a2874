/**
 * Submits, cancels and revives tasks, and makes groups of them.
 *
 * <pre>
 *   Tasks ─► check ─► Admission ─► row stored, and claimed at once if there is a slot ─► Attempts ─► (the slot)
 *                                  └─ no slot, or not here ─► Ringer ─► (a route)
 * </pre>
 *
 * <p>The row is committed before anything is rung or begun: once a submission is answered, its task can't be lost. A task that
 * this process can begin with at once is claimed by the very statement that stores it, so that a plain task costs two
 * statements in all.
 *
 * <p>Doesn't know how tasks are run. {@link dev.handoff.engine.submit.Attempts} makes attempts of claims, and the room that
 * runs them provides it; handlers submit tasks themselves, and the arrow between the two rooms has to point one way.
 *
 * <p>Knows {@code sweep}, {@code dispatch} and {@code store}.
 */
package dev.handoff.engine.submit;
