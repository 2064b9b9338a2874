/**
 * Makes an episode of a recording and a template: the {@code assemble} task type, which does both ends of a fan-out.
 *
 * <pre>
 *   assemble (Division)                                    assemble, as the completion (Composition)
 *   template ─► survey ─► split at silences ─┬─► process-chunk ─┬─► spoken texts ─► mix ─► publish ─► waveform
 *                                            ├─► process-chunk ─┤
 *                                            └─► process-chunk ─┘
 * </pre>
 *
 * <p>Every stage is a step, and what it makes lies in the storage under the group's id ({@link WorkFolder}) until the
 * episode is there; an attempt that comes after a crash goes on with the stage that had not finished. A spoken text is paid
 * for once. Files that are the same come out of the same stages, so a stage that runs twice does no harm.
 *
 * <p>Pieces are cut at the end of a silence, just before the next sound: what trims silences then finds this one whole, at
 * the end of one piece, and leaves of it what it leaves of any other. They keep their loudness, since one gain for all of
 * the main content is heard as no gain at all.
 */
package dev.handoff.domain.podcast.assemble;
