package dev.handoff.kit.media;

import java.util.OptionalInt;

/**
 * The header of a frame of MPEG audio or of AAC as ADTS. Of any bytes, one in some thousand looks like one; three that
 * follow each other are no accident.
 *
 * @param at where it begins
 * @param length of the frame, in bytes
 * @param kind what all frames of a file have in common: the version, the layer and the rate
 * @param rate samples a second
 */
record MpegFrame(int at, int length, int kind, int rate) {

    private static final int HEADER = 4;
    private static final int ADTS_HEADER = 7;
    private static final int IN_A_ROW = 3;

    private static final int[][] KILOBITS = {
        {0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384},
        {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320},
        {0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256},
        {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160},
    };
    private static final int[] RATES = {44_100, 48_000, 32_000};
    private static final int[] ADTS_RATES = {
        96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350
    };

    /** The first place at which frames follow each other, if there is one. */
    static OptionalInt first(byte[] bytes) {
        for (int at = 0; at + HEADER <= bytes.length; at++) {
            if (bytes[at] == (byte) 0xff && isRow(bytes, at)) {
                return OptionalInt.of(at);
            }
        }
        return OptionalInt.empty();
    }

    /** Whether so many frames of a kind begin here, or all up to the end are such. */
    private static boolean isRow(byte[] bytes, int at) {
        var first = read(bytes, at);
        var next = first;
        for (int frames = 1; next != null && next.kind == first.kind; frames++) {
            int end = next.at + next.length;
            if (frames == IN_A_ROW || frames > 1 && end + ADTS_HEADER > bytes.length) {
                return true;
            }
            next = read(bytes, end);
        }
        return false;
    }

    /** The frame that begins here; null if none does. */
    static MpegFrame read(byte[] bytes, int at) {
        if (at + ADTS_HEADER > bytes.length || bytes[at] != (byte) 0xff || (bytes[at + 1] & 0xe0) != 0xe0) {
            return null;
        }
        return isAdts(bytes, at) ? adts(bytes, at) : mpeg(bytes, at);
    }

    /** Layer bits 00 after a sync word of twelve: ADTS. With any other layer it is MPEG audio. */
    static boolean isAdts(byte[] bytes, int at) {
        return (bytes[at + 1] & 0xf6) == 0xf0;
    }

    private static MpegFrame adts(byte[] bytes, int at) {
        int rate = bytes[at + 2] >> 2 & 0xf;
        int length = (bytes[at + 3] & 0x3) << 11 | (bytes[at + 4] & 0xff) << 3 | (bytes[at + 5] & 0xff) >> 5;
        return rate >= ADTS_RATES.length || length < ADTS_HEADER
                ? null
                : new MpegFrame(at, length, rate, ADTS_RATES[rate]);
    }

    private static MpegFrame mpeg(byte[] bytes, int at) {
        int version = bytes[at + 1] >> 3 & 0x3;
        int layer = 4 - (bytes[at + 1] >> 1 & 0x3);
        int bits = bytes[at + 2] >> 4 & 0xf;
        int rateBits = bytes[at + 2] >> 2 & 0x3;
        if (version == 1 || layer == 4 || bits == 0 || bits == 15 || rateBits == 3) {
            return null;
        }
        int rate = RATES[rateBits] >> (version == 3 ? 0 : version == 2 ? 1 : 2);
        int row = version == 3 ? layer - 1 : layer == 1 ? 3 : 4;
        int bitrate = KILOBITS[row][bits] * 1000;
        int padding = bytes[at + 2] >> 1 & 1;
        int length = layer == 1
                ? (12 * bitrate / rate + padding) * 4
                : (layer == 3 && version != 3 ? 72 : 144) * bitrate / rate + padding;
        return new MpegFrame(at, length, 0x10000 | version << 12 | layer << 8 | rateBits, rate);
    }
}
