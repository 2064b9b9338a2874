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

    private final String muxer;
    private final String demuxer;
    private final List<String> encoding;

    AudioFormat(String muxer, String demuxer, List<String> encoding) {
        this.muxer = muxer;
        this.demuxer = demuxer;
        this.encoding = encoding;
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
