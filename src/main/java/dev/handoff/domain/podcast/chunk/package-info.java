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
 * <p>The name of the file is a hash of the recording's content, the piece, the options and the cleaner's version. The same
 * work therefore ends under the same name. A file without its record is the trace of a process that was killed between the
 * two. It is made again, and comes out the same.
 *
 * <p>A piece has one gain throughout, so that the speaker's own dynamics remain. Where that gain would push peaks beyond
 * their limit, only the peaks are lowered. Loudness is measured in the finished file, because limiting reduces it and
 * encoders add peaks.
 */
package dev.handoff.domain.podcast.chunk;
