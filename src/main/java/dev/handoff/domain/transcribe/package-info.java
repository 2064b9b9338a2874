/**
 * Speech to text: the {@code transcribe} task type.
 *
 * <pre>
 *   filename ─► storage ─► media ─► Cutter ─► piece 1 ─► SpeechEngine ─┐
 *                                   (step)    piece 2 ─► SpeechEngine ─┼─► Transcript
 *                                             …          (a step each) ┘
 * </pre>
 *
 * <p>A recording is cut at its pauses into pieces of about ten seconds, because models lose text in longer ones and need
 * memory that grows with the square of the length. Each piece is a step: an attempt that follows a crash recognises only
 * what is missing. The cut is a step too, so that the pieces stay what they were even if another machine cuts
 * differently.
 *
 * <p>The engine is chosen by configuration alone. That a service is down is never a reason to send the sound elsewhere:
 * it may be a reason why that other service was not chosen.
 */
package dev.handoff.domain.transcribe;
