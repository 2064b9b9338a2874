/**
 * Podcast episodes: a recording is cut into pieces, each is cleaned, and an episode is made of them by a template.
 *
 * <pre>
 *   template ──────────────────────────────────────┐
 *                                                  ▼
 *   assemble ─► split ─┬─► chunk: process-chunk ─┬─► assemble ─► episode
 *                      └─► chunk: process-chunk ─┘
 * </pre>
 *
 * <p>Cleaning is a task type of its own, because its pieces run on as many machines as there are, and because a submitter
 * may want a clean piece without an episode.
 */
package dev.handoff.domain.podcast;
