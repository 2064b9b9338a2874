/**
 * Cleans a piece of a recording: the {@code process-chunk} task type.
 *
 * <pre>
 *   filename ─► storage ─► ChunkFiles: finished already? ── yes ─────────────────────────► Chunk
 *                            │ no                                                          ▲
 *                            ▼                                                             │
 *   decode ─► noise ─► silences ─► gain ─► encode ─► measure ─► the file, then its record ─┘
 *   (Cleaner)          (Silences)  (Mastering)  ▲        │
 *                                               └────────┘ too soft, or a peak too high
 * </pre>
 *
 * <p>The name of what is made follows from the content of the recording, the piece, the options and the version of
 * the cleaner, so the same work ends under the same name. A file without its record was left by a process that was killed
 * between the two: it is made again and is the same.
 *
 * <p>One gain for all of a piece, instead of one that changes with the sound, leaves the speaker's own dynamics; where
 * that gain would push peaks beyond their limit, only the peaks are lowered. Loudness is measured in the file that is
 * handed out, because limiting takes some of it and encoders add peaks.
 */
package dev.handoff.domain.podcast.chunk;
