package dev.handoff.process;

import java.io.SequenceInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;

/** Long recordings, made of short ones. */
final class Recordings {

    private Recordings() {}

    /** Writes the recording so many times in a row into one file. */
    static void repeat(Path recording, int times, Path into) throws Exception {
        var file = recording.toFile();
        var parts = new ArrayList<AudioInputStream>();
        for (int i = 0; i < times; i++) {
            parts.add(AudioSystem.getAudioInputStream(file));
        }
        long frames = parts.getFirst().getFrameLength() * times;
        try (var all = new AudioInputStream(
                new SequenceInputStream(Collections.enumeration(parts)),
                parts.getFirst().getFormat(),
                frames)) {
            AudioSystem.write(all, AudioFileFormat.Type.WAVE, into.toFile());
        }
    }
}
