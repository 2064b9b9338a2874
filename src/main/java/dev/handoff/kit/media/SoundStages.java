package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.kit.text.Text;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What can be done to a sound, each by a run of ffmpeg. All throw {@link InterruptedException} if the thread is
 * interrupted, and nothing keeps running then.
 */
@Singleton
public final class SoundStages {

    // No format is larger than the samples themselves, but its frame around them.
    private static final long FRAME_BYTES = 1 << 20;

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;

    public SoundStages(MediaConfig config, Ffmpeg ffmpeg) {
        this.config = config;
        this.ffmpeg = ffmpeg;
    }

    /** Measures how loud a sound is. */
    public Loudness loudness(Sound sound, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        return loudness(samples(sound), sound.seconds(), workspace, progress);
    }

    /** Measures how loud a file is that {@link #encode} has made. */
    public Loudness loudness(
            Path encoded, AudioFormat format, double seconds, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var reading = FfmpegArguments.reading(format.demuxer());
        reading.addAll(List.of("-i", "file:" + encoded));
        return loudness(reading, seconds, workspace, progress);
    }

    /**
     * Finds the silences.
     *
     * @param threshold what stays below is silence, in dBFS
     * @param shortest in seconds; what is shorter is a pause and no silence
     * @return in order, not overlapping
     */
    public List<Interval> silences(
            Sound sound, double threshold, double shortest, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = samples(sound);
        arguments.addAll(List.of("-af", SilenceFilter.of(threshold, shortest)));
        return SilenceFilter.parse(said(arguments, sound.seconds(), workspace, progress), sound.seconds());
    }

    /**
     * Sends a sound through filters. Its length stays.
     *
     * @param filters in the language of ffmpeg, never made of what a submitter wrote
     * @param name of the file to make in the workspace
     */
    public Sound filter(Sound sound, String filters, String name, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = samples(sound);
        arguments.addAll(List.of("-af", sameLength(filters, sound), "-f", "f32le"));
        var target = workspace.folder().resolve(name);
        make(arguments, target, sound, workspace, progress);
        return Sound.of(target, sound.rate(), sound.channels());
    }

    /**
     * Makes a file of a sound. The same sound makes the same file.
     *
     * @param filters as for {@link #filter}
     * @return the file, in the workspace
     */
    public Path encode(Sound sound, String filters, AudioFormat format, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = samples(sound);
        arguments.addAll(List.of("-af", sameLength(filters, sound), "-ar", String.valueOf(sound.rate())));
        arguments.addAll(format.encoding());
        arguments.addAll(FfmpegArguments.SAME_EVERY_TIME);
        arguments.addAll(List.of("-f", format.muxer()));
        var target = workspace.folder().resolve("encoded." + format.ending());
        make(arguments, target, sound, workspace, progress);
        return target;
    }

    private Loudness loudness(List<String> reading, double seconds, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = new ArrayList<>(reading);
        arguments.addAll(List.of("-af", Loudness.FILTER));
        return Loudness.parse(said(arguments, seconds, workspace, progress));
    }

    private String said(List<String> arguments, double seconds, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var ending = new Conversion(ffmpeg, config, workspace, seconds, progress).listen(arguments);
        return Text.read(FfmpegArguments.done(ending, config));
    }

    private void make(List<String> arguments, Path target, Sound sound, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        long quota = sound.frames() * Sound.bytesOfAFrame(sound.channels()) + FRAME_BYTES;
        var conversion = new Conversion(ffmpeg, config, workspace, sound.seconds(), progress);
        FfmpegArguments.done(conversion.run(arguments, target, quota), config);
    }

    private static List<String> samples(Sound sound) {
        var arguments = FfmpegArguments.reading("f32le");
        arguments.addAll(List.of("-ar", String.valueOf(sound.rate()), "-ac", String.valueOf(sound.channels())));
        arguments.addAll(List.of("-i", "file:" + sound.file()));
        return arguments;
    }

    /** Filters with a memory come out a little early or late. */
    private static String sameLength(String filters, Sound sound) {
        return filters + ",apad=whole_len=" + sound.frames() + ",atrim=end_sample=" + sound.frames();
    }
}
