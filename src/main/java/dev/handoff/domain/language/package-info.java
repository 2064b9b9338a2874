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
 * <p>A note gives a message the context that its readers lack. People decide whether it is shown. Texts of strangers are
 * kept apart from the instructions. If a message manipulates the model, the worst result is a wrong note, because an answer
 * can hold only one line of text, without markup and unseen characters, and links that were given.
 *
 * <p>Images are fetched here and sent to the provider. A provider would accept an address as well, but then strangers would
 * choose what a machine of the provider opens, and a second attempt could see another image.
 */
package dev.handoff.domain.language;
