/**
 * Text to speech.
 *
 * <pre>
 *   text ─► VoiceEngine.pieces ─► piece 1 ─► speak ─► a file of sound ─┐
 *                                 piece 2 ─► speak ─► a file of sound ─┼─► joined by the caller
 *                                    …        (a request each)         ┘
 * </pre>
 *
 * <p>A piece is what one request may hold, because requests cost money: a caller that makes each of them a step pays for
 * none twice, whatever happens between them. What comes back is a file from elsewhere, in whatever container the engine
 * likes, and is to be decoded like any other.
 */
package dev.handoff.kit.provider.voice;
