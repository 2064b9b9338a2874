/**
 * Speech to text: the {@code transcribe} task type.
 *
 * <pre>
 *   filename ─► storage ─► media ─► Cutter ─► piece 1 ─► SpeechEngine ─┐
 *                                   (step)    piece 2 ─► SpeechEngine ─┼─► Transcript, .txt, .srt, .vtt
 *                                             …          (a step each) ┘
 * </pre>
 *
 * <p>A recording is cut at its pauses into pieces of about ten seconds, because models lose text in longer ones and need
 * memory that grows with the square of the length. Each piece is a step, so an attempt after a crash recognises only what
 * is missing. The cut is a step too, so that the pieces stay the same even if another machine would cut differently.
 *
 * <p>Configuration alone chooses the engine. If a service is down, the sound is not sent to another one, which may not have
 * been chosen for a good reason.
 */
package dev.handoff.domain.transcribe;
