package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes samples of a recording of any source. */
@Singleton
public final class Decoder {

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;

    public Decoder(MediaConfig config, Ffmpeg ffmpeg) {
        this.config = config;
        this.ffmpeg = ffmpeg;
    }

    /**
     * Decodes the first audio stream of a file.
     *
     * @param file of a size that has been checked; it may hold anything
     * @param workspace takes the samples
     * @throws TaskFailure permanent, if the file is no recording, is cut off, or goes beyond a limit
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Pcm decode(Path file, Workspace workspace) throws TaskFailure, IOException, InterruptedException {
        var recording = Recording.open(file, ffmpeg, config, workspace);
        var samples = samples(recording, workspace);
        recording.checkEnd(recording.stream().duration(), Pcm.seconds(samples.length()));
        return samples;
    }

    /**
     * Decodes a part of the first audio stream of a file, as it is: at its rate, in one or two channels.
     *
     * @param file of a size that has been checked; it may hold anything
     * @param part ends with the recording, if that is earlier
     * @param workspace takes the sound
     * @throws TaskFailure permanent, if the file is no recording, is cut off, goes beyond a limit or ends before the part
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Sound decode(Path file, Interval part, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var recording = Recording.open(file, ffmpeg, config, workspace);
        int rate = recording.rate();
        int channels = recording.channels();
        double declared = Math.min(part.end(), recording.stream().duration()) - part.start();
        var arguments = new ArrayList<>(recording.input());
        arguments.addAll(List.of("-map", "0:a:0", "-map_metadata", "-1"));
        arguments.addAll(List.of("-af", trim(part), "-ac", String.valueOf(channels), "-ar", String.valueOf(rate)));
        arguments.addAll(List.of("-f", "f32le"));
        var target = workspace.folder().resolve("recording.f32");
        var conversion = new Conversion(ffmpeg, config, workspace, declared, progress);
        switch (conversion.run(arguments, target, recording.quota(config.maxDuration()))) {
            case BoundedProcess.Ending.TooMuch _ -> throw Probe.tooLong(config.maxDuration());
            case BoundedProcess.Ending other -> recording.check(other, config);
        }
        var sound = Sound.of(target, rate, channels);
        if (sound.frames() == 0) {
            throw TaskFailure.permanent("the recording has no sound after " + part.start() + " s");
        }
        recording.checkEnd(declared, sound.seconds());
        return sound;
    }

    /** Exact even where a file can't be wound to a moment: it is decoded from its beginning. */
    private static String trim(Interval part) {
        var end = Double.isFinite(part.end()) ? ":end=" + FfmpegArguments.plain(part.end()) : "";
        return "atrim=start=" + FfmpegArguments.plain(part.start()) + end + ",asetpts=PTS-STARTPTS";
    }

    private Pcm samples(Recording recording, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("-nostdin", "-v", "error"));
        arguments.addAll(recording.input());
        arguments.addAll(List.of("-map", "0:a:0", "-map_metadata", "-1"));
        // One second more than allowed, so that a recording which is too long can be told from one that just fits.
        arguments.addAll(List.of("-t", String.valueOf(config.maxDuration().toSeconds() + 1)));
        arguments.addAll(List.of("-ac", "1", "-ar", String.valueOf(Pcm.RATE), "-f", "s16le", "pipe:1"));
        var output = workspace.folder().resolve("samples.pcm");
        long quota = config.maxDuration().toSeconds() * Pcm.RATE * Short.BYTES;
        var process = new BoundedProcess(workspace.folder(), config.decodeTimeout());
        switch (process.run(ffmpeg.command("ffmpeg", arguments), output, quota)) {
            case BoundedProcess.Ending.TooMuch _ -> throw Probe.tooLong(config.maxDuration());
            case BoundedProcess.Ending other -> recording.check(other, config);
        }
        return Pcm.of(output);
    }
}
