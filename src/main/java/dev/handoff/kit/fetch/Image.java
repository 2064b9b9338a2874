package dev.handoff.kit.fetch;

/**
 * An image as it was found.
 *
 * @param bytes not to be changed
 * @param mediaType {@code image/png}, {@code image/jpeg}, {@code image/webp} or {@code image/gif}
 * @param width in pixels, by the header
 * @param height in pixels, by the header
 */
public record Image(byte[] bytes, String mediaType, int width, int height) {}
