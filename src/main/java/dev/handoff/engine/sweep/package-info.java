/**
 * Forgets: deletes tasks and events that have ended long ago.
 *
 * <p>A package of its own because it is about time alone and about tasks and events alike, and nothing else depends on it:
 * without it everything works as well, in a database that grows.
 *
 * <p>Knows {@code task}, {@code store} and {@code engine}.
 */
package dev.handoff.engine.sweep;
