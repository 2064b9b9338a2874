/**
 * Community notes: the {@code ai-note} task type. A note gives a message the context that its readers lack; people decide
 * whether it is shown.
 *
 * <pre>
 *   prompts/ai-note.txt ─► instructions ─┐
 *   message and its context ─► JSON ─────┴─► model ─► at most 280 characters? sources among the given links? ─► note
 * </pre>
 *
 * <p>What strangers have written is material, kept apart from the instructions. A message that talks the model into
 * something gets a wrong note at worst: the answer can hold one line of text and links that were given, nothing else.
 */
package dev.handoff.handler.note;
