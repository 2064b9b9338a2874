package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The mixer over a folder, and sounds to mix. */
record Mixing(Path folder, List<Double> heard) {

    static final MediaConfig LIMITS = Recordings.limits("4h", "1m");
    static final Ffmpeg FFMPEG = new Ffmpeg(Recordings.FFMPEG, List.of());
    static final Clip TALK = new Clip(Recordings.SAMPLE, 5.3);

    /** What is left of a mix when the same without the music is taken away. */
    Heard music(List<Part> parts, MusicBed bed) throws Exception {
        var with = Heard.of(mix(new Mix(parts, List.of(bed))));
        return with.without(Heard.of(mix(new Mix(parts, List.of()))));
    }

    Path mix(Mix mix) throws Exception {
        return new Mixer(LIMITS, FFMPEG).mix(mix, workspace(), heard::add);
    }

    Heard part(Clip clip, double from, double to) throws Exception {
        return Heard.of(clip.file(), 4410).part(from, to);
    }

    static Part.Sounds plain(Clip clip) {
        return new Part.Sounds(List.of(clip), 0, 0, 0, 0, false);
    }

    static Part.Sounds crossfaded(Clip clip, double seconds) {
        return new Part.Sounds(List.of(clip), 0, 0, 0, seconds, false);
    }

    static Part.Sounds speech(Clip clip) {
        return new Part.Sounds(List.of(clip), 0, 0, 0, 0, true);
    }

    /** Syllables without a pause between words. */
    Clip talking(double seconds) throws Exception {
        var graph = "anoisesrc=r=44100:a=0.3:c=pink:seed=9:d=" + seconds + ",volume='0.6+0.4*sin(25*t)':eval=frame";
        return new Clip(Recordings.generated(fresh("talking.wav"), graph, 1), seconds);
    }

    Clip tone(String name, int frequency, double seconds) throws Exception {
        var graph = "sine=r=44100:f=" + frequency + ":d=" + seconds;
        return new Clip(Recordings.generated(fresh(name), graph, 2), seconds);
    }

    Clip noise(String name, double seconds, int seed) throws Exception {
        var graph = "anoisesrc=r=44100:a=0.2:seed=" + seed + ":d=" + seconds;
        return new Clip(Recordings.generated(fresh(name), graph, 2), seconds);
    }

    Path fresh(String name) throws Exception {
        return Files.createTempDirectory(folder, "made-").resolve(name);
    }

    Workspace workspace() throws Exception {
        return new Workspace(Files.createTempDirectory(folder, "workspace-"));
    }
}
