package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** The file formats that are accepted, each with the name of the ffmpeg demuxer that reads it. */
enum Container {
    WAV("wav"),
    MP3("mp3"),
    FLAC("flac"),
    OGG("ogg"),
    MP4("mov"),
    MATROSKA("matroska"),
    AAC("aac"),
    AIFF("aiff"),
    AMR("amr"),
    ASF("asf");

    private static final String ACCEPTED = "wav, mp3, flac, ogg, opus, m4a, mp4, mov, webm, mkv, aac, aiff, amr, wma";
    private static final byte[] EBML = HexFormat.of().parseHex("1a45dfa3");
    private static final byte[] ASF_HEADER = HexFormat.of().parseHex("3026b2758e66cf11");

    private final String demuxer;

    Container(String demuxer) {
        this.demuxer = demuxer;
    }

    String demuxer() {
        return demuxer;
    }

    /** Whether the length that a file of this format declares is more than a guess by its size. */
    boolean declaresItsLength() {
        return switch (this) {
            case WAV, FLAC, OGG, MP4, MATROSKA, AIFF, ASF -> true;
            case MP3, AAC, AMR -> false;
        };
    }

    /**
     * Tells the format by its first bytes; the file's name counts for nothing.
     *
     * @param beginning of the file, behind its tags
     * @throws TaskFailure permanent, if it is none of the accepted ones
     */
    static Container of(Beginning beginning) throws TaskFailure, IOException {
        var head = beginning.bytes();
        if ((has(head, 0, "RIFF") || has(head, 0, "RF64") || has(head, 0, "BW64")) && has(head, 8, "WAVE")) {
            return WAV;
        } else if (has(head, 0, "fLaC")) {
            return FLAC;
        } else if (has(head, 0, "OggS")) {
            return OGG;
        } else if (startsWith(head, EBML)) {
            return MATROSKA;
        } else if (has(head, 0, "FORM") && (has(head, 8, "AIFF") || has(head, 8, "AIFC"))) {
            return AIFF;
        } else if (has(head, 0, "#!AMR")) {
            return AMR;
        } else if (startsWith(head, ASF_HEADER)) {
            return ASF;
        } else if (beginning.isQuickTime()) {
            return MP4;
        }
        var frames = MpegFrame.first(head);
        if (frames.isPresent()) {
            // Players skip what is before the first frame: zeros, or the half of one that was cut through.
            return MpegFrame.isAdts(head, frames.getAsInt()) ? AAC : MP3;
        } else if (beginning.at() > 0 || head.length > 1 && head[0] == (byte) 0xff && (head[1] & 0xe0) == 0xe0) {
            return head.length > 1 && MpegFrame.isAdts(head, 0) ? AAC : MP3;
        }
        throw TaskFailure.permanent("the file is no recording that can be read: it starts with "
                + HexFormat.ofDelimiter(" ").formatHex(head, 0, Math.min(16, head.length)) + "; accepted are "
                + ACCEPTED);
    }

    /** Whether a file begins like that, and nothing within one does; there are formats without such a beginning. */
    static boolean isHeader(byte[] head) {
        return has(head, 0, "RIFF")
                || has(head, 0, "RF64")
                || has(head, 0, "BW64")
                || has(head, 0, "fLaC")
                || has(head, 0, "FORM")
                || has(head, 0, "#!AMR")
                || startsWith(head, EBML)
                || startsWith(head, ASF_HEADER);
    }

    static boolean has(byte[] head, int at, String mark) {
        var bytes = mark.getBytes(StandardCharsets.US_ASCII);
        return head.length >= at + bytes.length && Arrays.equals(head, at, at + bytes.length, bytes, 0, bytes.length);
    }

    private static boolean startsWith(byte[] head, byte[] mark) {
        return head.length >= mark.length && Arrays.equals(head, 0, mark.length, mark, 0, mark.length);
    }
}
