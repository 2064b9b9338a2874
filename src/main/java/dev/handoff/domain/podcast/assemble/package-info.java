/**
 * Makes an episode of a recording and a template: the {@code assemble} task type, which is both ends of a fan-out.
 *
 * <pre>
 *   assemble (Division)                                    assemble, as the completion (Composition)
 *   template ─► survey ─► split at silences ─┬─► process-chunk ─┬─► spoken texts ─► mix ─► publish ─► waveform
 *                                            ├─► process-chunk ─┤
 *                                            └─► process-chunk ─┘
 * </pre>
 *
 * <p>Every stage is a step. Its files stay in the storage under the group's id ({@link WorkFolder}) until the episode is
 * finished, so an attempt after a crash continues with the stage that had not finished, and a spoken text is paid for once.
 * The same stages make the same files, so a stage that runs twice does no harm.
 *
 * <p>Pieces are cut at the end of a silence, just before the next sound. The silence is then whole, at the end of one piece,
 * and is trimmed like any other. Pieces keep their loudness: one gain for the whole main content can't be heard, while a
 * gain for each piece could.
 */
package dev.handoff.domain.podcast.assemble;
