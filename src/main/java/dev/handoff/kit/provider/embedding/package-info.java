/**
 * Texts to vectors that lie near each other if the texts mean much the same.
 *
 * <pre>
 *   HANDOFF_EMBEDDING, or a task's own choice ──► Embedders ──► Embedder: minilm, openai or ollama
 *                                                       └─────► none, with the remedy
 * </pre>
 *
 * <p>There is no automatic choice: vectors of one provider mean nothing to another, so the choice has to last, and a key
 * that is set for speech must not change which provider reads texts.
 */
package dev.handoff.kit.provider.embedding;
