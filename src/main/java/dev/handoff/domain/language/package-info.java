/**
 * Work that a language model does: community notes ({@code ai-note}) and descriptions of images
 * ({@code vision-description}).
 *
 * <pre>
 *   prompts/ai-note.txt ─► instructions ─┐
 *   message and its context ─► JSON ─────┴─► model ─► at most 280 characters? sources among the given links? ─► note
 *
 *   https:// ───────────► fetch ─┐
 *   filename ─► storage ─► fetch ┴─► png, jpeg, webp or gif ─► model ─► description and alternative text
 * </pre>
 *
 * <p>A note gives a message the context that its readers lack; people decide whether it is shown. Texts of strangers are
 * material and are kept apart from the instructions. A message that talks the model into something gets a wrong note at
 * worst: the answer can hold one line of text and links that were given, nothing else.
 *
 * <p>Images are fetched here and sent along. A provider would accept an address as well, but then strangers would choose what
 * a machine at the provider opens, and a second attempt could see another image.
 */
package dev.handoff.domain.language;
