/**
 * Vectors of texts: of those in a task's input, and of messages and atoms that are stored, for {@code GET /api/search}.
 *
 * <pre>
 *   POST /api/messages, /api/atoms ──► message, atom ──► rechunk ──► chunk         long texts, on request
 *                                           │                          │
 *                                           └── embed-…-batch ◄────────┘
 *                                                    │ claim, ask the provider, save
 *                                                    ▼
 *                                                embedding ──► search
 * </pre>
 *
 * <p>A batch has no steps. Each item's vectors are stored as soon as they are made, with the task's id. An attempt after a
 * crash asks only for what is missing, and counts what its task has made before. Items are claimed before the provider is
 * asked, so a second task waits for the first instead of paying as well. Only a call whose answer was lost is paid for
 * twice: the process was killed, or PostgreSQL stopped answering, before the vectors were stored.
 *
 * <p>Items are counted one by one, and a faulty item doesn't fail the batch. The batch fails if the provider is busy or
 * down, and is then tried again. It also fails if the provider refuses every item, because then the items are hardly the
 * cause.
 */
package dev.handoff.domain.search;
