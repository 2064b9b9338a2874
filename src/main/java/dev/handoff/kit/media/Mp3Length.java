package dev.handoff.kit.media;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;

/**
 * The length that an MP3 file declares, if it does: most encoders write the number of frames into a first one that is
 * silent. ffmpeg goes by the size of the file instead as soon as the two don't agree.
 */
final class Mp3Length {

    private static final int HEADER = 4;
    private static final int MONO = 0xc0;
    private static final int HAS_FRAMES = 1;
    private static final int VERSION_1 = 0x18;

    private Mp3Length() {}

    /**
     * @param beginning of the file, after its tags
     * @return in seconds; empty if the file does not say
     */
    static OptionalDouble seconds(byte[] beginning) {
        var at = MpegFrame.first(beginning);
        var frame = at.isEmpty() ? null : MpegFrame.read(beginning, at.getAsInt());
        if (frame == null
                || MpegFrame.isAdts(beginning, frame.at())
                || frame.at() + frame.length() > beginning.length) {
            return OptionalDouble.empty();
        }
        boolean versionOne = (beginning[frame.at() + 1] & VERSION_1) == VERSION_1;
        boolean mono = (beginning[frame.at() + 3] & MONO) == MONO;
        int side = versionOne ? (mono ? 17 : 32) : (mono ? 9 : 17);
        long frames =
                frames(ByteBuffer.wrap(beginning, frame.at(), frame.length()).slice(), HEADER + side);
        int samples = versionOne ? 1152 : 576;
        return frames == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) frames * samples / frame.rate());
    }

    /** 0 if the frame does not say. */
    private static long frames(ByteBuffer frame, int tag) {
        if ((has(frame, tag, "Xing") || has(frame, tag, "Info"))
                && frame.limit() >= tag + 12
                && (frame.getInt(tag + 4) & HAS_FRAMES) != 0) {
            return Integer.toUnsignedLong(frame.getInt(tag + 8));
        }
        // Fraunhofer's encoder has its own, always at the same place.
        int own = HEADER + 32;
        return has(frame, own, "VBRI") && frame.limit() >= own + 18
                ? Integer.toUnsignedLong(frame.getInt(own + 14))
                : 0;
    }

    private static boolean has(ByteBuffer frame, int at, String mark) {
        var bytes = mark.getBytes(StandardCharsets.US_ASCII);
        return frame.limit() >= at + bytes.length
                && frame.slice(at, bytes.length).equals(ByteBuffer.wrap(bytes));
    }
}
