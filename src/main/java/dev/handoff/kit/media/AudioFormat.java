package dev.handoff.kit.media;

import java.util.List;
import java.util.Locale;

/** The formats in which sound is handed out. Each is encoded the same way every time. */
public enum AudioFormat {
    /** 16 bits, not compressed. */
    WAV("wav", "wav", List.of("-c:a", "pcm_s16le")),

    /** 24 bits, compressed without loss. */
    FLAC("flac", "flac", List.of("-c:a", "flac", "-sample_fmt", "s32", "-bits_per_raw_sample", "24")),

    /** Of a variable rate, about 190 kbit/s for music in stereo. */
    MP3("mp3", "mp3", List.of("-c:a", "libmp3lame", "-q:a", "2")),

    /** AAC of 128 kbit/s, in a file that can be played while it arrives. */
    M4A("ipod", "mov", List.of("-c:a", "aac", "-b:a", "128k", "-movflags", "+faststart"));

    private static final int ONE_BYTE = 255;

    private final String muxer;
    private final String demuxer;
    private final List<String> encoding;

    AudioFormat(String muxer, String demuxer, List<String> encoding) {
        this.muxer = muxer;
        this.demuxer = demuxer;
        this.encoding = encoding;
    }

    /** The one whose files end so. */
    public static AudioFormat of(String ending) {
        return valueOf(ending.toUpperCase(Locale.ROOT));
    }

    /** The most chapters that its list of chapters can count. */
    public int mostChapters() {
        return countsInOneByte() ? ONE_BYTE : Integer.MAX_VALUE;
    }

    /** The longest title of a chapter, in bytes of UTF-8. */
    int longestTitle() {
        return countsInOneByte() ? ONE_BYTE : Integer.MAX_VALUE;
    }

    /** The list of chapters in such a file, called chpl, counts its entries and the bytes of each title in one byte. */
    private boolean countsInOneByte() {
        return this == M4A;
    }

    /** How names of such files end, without the dot. */
    public String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    String muxer() {
        return muxer;
    }

    String demuxer() {
        return demuxer;
    }

    List<String> encoding() {
        return encoding;
    }
}
