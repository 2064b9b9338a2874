/**
 * Messages and atoms, which are stored here and found by what they mean.
 *
 * <pre>
 *   JSON ─► schema ─► Items ─► store                         each by itself: a bad one keeps no other one out
 *   words ─► Embedder ─► vector ─► store ─► Search           the nearest of those that the same Embedder has read
 * </pre>
 *
 * <p>Whoever answers a search makes the vector of its words, in its own process or by asking the provider, which may cost
 * money each time.
 *
 * <p>Imports {@code task} for its failures, {@code schema}, {@code store}, {@code embedding}, and {@code provider} for its
 * words about a choice.
 */
package dev.handoff.item;
