/**
 * Vectors of texts: of those in a task's input, and of messages and atoms that are stored, for {@code GET /api/search}.
 *
 * <pre>
 *   POST /api/messages, /api/atoms ──► message, atom ──► rechunk ──► chunk         long texts, if somebody asks for it
 *                                           │                          │
 *                                           └── embed-…-batch ◄────────┘
 *                                                    │ claim, ask the provider, save
 *                                                    ▼
 *                                                embedding ──► search
 * </pre>
 *
 * <p>A batch has no steps. Each item's vectors are a row as soon as they are made, with the task's id, and that is what an
 * attempt after a crash goes on from: it asks for what is missing alone, and counts what its task has made before. Items are
 * claimed before the provider is asked, and a second task waits for the first instead of paying as well. What is paid for
 * twice is a call whose answer was lost: the process was killed, or PostgreSQL fell silent, between the two.
 *
 * <p>Items are counted one by one, and none fails the batch. A provider that is busy or down does, to be asked again later;
 * so does one that refuses every item of a batch, since that is hardly about all of them.
 *
 * <p>Imports {@code task}, {@code embedding}, {@code provider} for its words about a choice, and {@code store}.
 */
package dev.handoff.domain.search;
