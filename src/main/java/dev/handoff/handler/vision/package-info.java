/**
 * Descriptions of images: the {@code vision-description} task type.
 *
 * <pre>
 *   https:// ───────────► fetch ─┐
 *   filename ─► storage ─► fetch ┴─► png, jpeg, webp or gif ─► model ─► description and alternative text
 * </pre>
 *
 * <p>The image is brought here and sent along. Providers would take an address as well, but then strangers would choose what
 * a machine at the provider opens, and a second attempt could see another image.
 */
package dev.handoff.handler.vision;
