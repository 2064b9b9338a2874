package dev.handoff.kit.fetch;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Tells images by their first bytes, whatever their names and senders say.
 *
 * <p>The header is read by hand. A library for metadata would parse far more of a stranger's bytes, and two numbers are all
 * that is needed.
 *
 * @param width in pixels
 * @param height in pixels
 */
record ImageHeader(String mediaType, int width, int height) {

    private static final long PNG = 0x89504E47_0D0A1A0AL;

    /** Follows a byte of compressed data that looks like the beginning of a marker. */
    private static final int NO_MARKER = 0;

    private static final int BEGINNING_OF_SCAN = 0xDA;
    private static final int END_OF_IMAGE = 0xD9;

    /**
     * Reads the header and nothing behind it.
     *
     * @return empty if it is no PNG, JPEG, WebP or GIF
     * @throws IndexOutOfBoundsException if it begins like one and ends before its size
     */
    static Optional<ImageHeader> of(byte[] bytes) {
        if (bytes.length < 12) {
            return Optional.empty();
        }
        var big = ByteBuffer.wrap(bytes);
        var little = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        if (big.getLong(0) == PNG) {
            return Optional.of(new ImageHeader("image/png", big.getInt(16), big.getInt(20)));
        }
        if (is(bytes, 0, "GIF87a") || is(bytes, 0, "GIF89a")) {
            return Optional.of(
                    new ImageHeader("image/gif", unsigned(little.getShort(6)), unsigned(little.getShort(8))));
        }
        if (is(bytes, 0, "RIFF") && is(bytes, 8, "WEBP")) {
            return webp(bytes, little);
        }
        if (unsigned(big.getShort(0)) == 0xFFD8) {
            return jpeg(big);
        }
        return Optional.empty();
    }

    /** Of three kinds: with loss, without, and extended; https://www.rfc-editor.org/rfc/rfc9649. */
    private static Optional<ImageHeader> webp(byte[] bytes, ByteBuffer little) {
        if (is(bytes, 12, "VP8 ")) {
            return webp(little.getShort(26) & 0x3FFF, little.getShort(28) & 0x3FFF);
        }
        if (is(bytes, 12, "VP8L")) {
            int sizes = little.getInt(21);
            return webp((sizes & 0x3FFF) + 1, (sizes >> 14 & 0x3FFF) + 1);
        }
        if (is(bytes, 12, "VP8X")) {
            return webp((little.getInt(24) & 0xFFFFFF) + 1, (little.getInt(26) >>> 8) + 1);
        }
        return Optional.empty();
    }

    private static Optional<ImageHeader> webp(int width, int height) {
        return Optional.of(new ImageHeader("image/webp", width, height));
    }

    /**
     * Segments, each with its length, up to the one that begins a frame. Decoders skip bytes between them that are no marker
     * (libjpeg, {@code next_marker}).
     */
    private static Optional<ImageHeader> jpeg(ByteBuffer big) {
        int at = 2;
        while (true) {
            int marker = big.get(at) == (byte) 0xFF ? big.get(at + 1) & 0xFF : NO_MARKER;
            if (marker == NO_MARKER || marker == 0xFF) {
                at++;
            } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
                return Optional.of(
                        new ImageHeader("image/jpeg", unsigned(big.getShort(at + 7)), unsigned(big.getShort(at + 5))));
            } else if (marker == BEGINNING_OF_SCAN || marker == END_OF_IMAGE) {
                return Optional.empty();
            } else {
                at += 2 + (hasLength(marker) ? Math.max(2, unsigned(big.getShort(at + 2))) : 0);
            }
        }
    }

    /** Markers of restarts, beginnings and one of arithmetic coding stand alone. */
    private static boolean hasLength(int marker) {
        return marker != 0x01 && !(marker >= 0xD0 && marker <= 0xD8);
    }

    private static boolean is(byte[] bytes, int at, String word) {
        return bytes.length >= at + word.length()
                && new String(bytes, at, word.length(), StandardCharsets.ISO_8859_1).equals(word);
    }

    private static int unsigned(short value) {
        return Short.toUnsignedInt(value);
    }
}
