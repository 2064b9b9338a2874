/**
 * Makes vectors on this machine, with the model all-MiniLM-L6-v2 in whole numbers: 23 MB, within the program, 384 dimensions,
 * mainly English. It asks no service and fetches nothing.
 *
 * <p>It reads the first {@link dev.handoff.kit.provider.embedding.minilm.MiniLm#MAX_PIECES} pieces of words of a text, which are about a
 * thousand characters of English. What comes later is ignored; the task type {@code rechunk} cuts long texts so that nothing
 * is.
 */
package dev.handoff.kit.provider.embedding.minilm;
