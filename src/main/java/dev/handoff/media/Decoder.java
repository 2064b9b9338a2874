package dev.handoff.media;

import dev.handoff.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Makes samples of a recording, whoever made it. */
@Singleton
public final class Decoder {

    private static final long PROBE_QUOTA = 64 * 1024;

    // A stream that ends this much earlier than declared has lost its end; less is how encoders round.
    private static final double END_TOLERANCE = 0.95;
    private static final double END_SLACK_SECONDS = 2;

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
        var container = container(file);
        var process = new BoundedProcess(workspace.folder(), config.decodeTimeout());
        var stream = probe(process, container, file, workspace);
        var samples = samples(process, container, file, workspace);
        checkEnd(container, stream.duration(), Pcm.seconds(samples.length()));
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
    public Sound decode(Path file, Interval part, Workspace workspace, Progress progress)
            throws TaskFailure, IOException, InterruptedException {
        var container = container(file);
        var stream = probe(new BoundedProcess(workspace.folder(), config.decodeTimeout()), container, file, workspace);
        int rate = Sound.rateFor(stream.sampleRate());
        int channels = Math.min(Sound.MOST_CHANNELS, stream.channels());
        double declared = Math.min(part.end(), stream.duration()) - part.start();
        var arguments = reading(container);
        arguments.addAll(List.of("-threads", "1", "-i", "file:" + file, "-map", "0:a:0", "-map_metadata", "-1"));
        arguments.addAll(List.of("-af", trim(part), "-ac", String.valueOf(channels), "-ar", String.valueOf(rate)));
        arguments.addAll(List.of("-f", "f32le"));
        var target = workspace.folder().resolve("recording.f32");
        long quota = config.maxDuration().toSeconds() * rate * Sound.bytesOfAFrame(channels);
        var conversion = new Conversion(ffmpeg, config, workspace, declared, progress);
        switch (conversion.run(arguments, target, quota)) {
            case BoundedProcess.Ending.TooMuch _ -> throw Probe.tooLong(config.maxDuration());
            case BoundedProcess.Ending other -> check(other, container);
        }
        var sound = Sound.of(target, rate, channels);
        if (sound.frames() == 0) {
            throw TaskFailure.permanent("the recording has no sound after " + part.start() + " s");
        }
        checkEnd(container, declared, sound.seconds());
        return sound;
    }

    /** Exact even where a file can't be wound to a moment: it is decoded from its beginning. */
    private static String trim(Interval part) {
        var end = Double.isFinite(part.end()) ? ":end=" + FfmpegArguments.plain(part.end()) : "";
        return "atrim=start=" + FfmpegArguments.plain(part.start()) + end + ",asetpts=PTS-STARTPTS";
    }

    private static Container container(Path file) throws TaskFailure, IOException {
        var container = Container.of(file);
        if (container == Container.WAV) {
            WavLength.check(file);
        }
        return container;
    }

    private Probe.Stream probe(BoundedProcess process, Container container, Path file, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = reading(container);
        arguments.addAll(List.of(
                "-select_streams",
                "a:0",
                "-show_entries",
                "stream=sample_rate,channels,duration:format=nb_streams,duration"));
        arguments.addAll(List.of("-of", "json", "file:" + file));
        var output = workspace.folder().resolve("probe.json");
        check(process.run(ffmpeg.command("ffprobe", arguments), output, PROBE_QUOTA), container);
        var stream = Probe.read(output);
        Probe.check(stream, config.maxDuration());
        return stream;
    }

    private Pcm samples(BoundedProcess process, Container container, Path file, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        var arguments = new ArrayList<>(List.of("-nostdin"));
        arguments.addAll(reading(container));
        arguments.addAll(List.of("-i", "file:" + file, "-map", "0:a:0", "-map_metadata", "-1"));
        // One second more than allowed, so that a recording which is too long can be told from one that just fits.
        arguments.addAll(List.of("-t", String.valueOf(config.maxDuration().toSeconds() + 1)));
        arguments.addAll(List.of("-ac", "1", "-ar", String.valueOf(Pcm.RATE), "-f", "s16le", "pipe:1"));
        var output = workspace.folder().resolve("samples.pcm");
        long quota = config.maxDuration().toSeconds() * Pcm.RATE * Short.BYTES;
        switch (process.run(ffmpeg.command("ffmpeg", arguments), output, quota)) {
            case BoundedProcess.Ending.TooMuch _ -> throw Probe.tooLong(config.maxDuration());
            case BoundedProcess.Ending other -> check(other, container);
        }
        return Pcm.of(output);
    }

    /** What both programs are told: report errors only, this demuxer, no protocol but files, no huge allocation. */
    private static List<String> reading(Container container) {
        return new ArrayList<>(List.of(
                "-v",
                "error",
                "-max_alloc",
                "268435456",
                "-protocol_whitelist",
                "file,pipe",
                "-f",
                container.demuxer()));
    }

    private void check(BoundedProcess.Ending ending, Container container) throws TaskFailure {
        switch (ending) {
            case BoundedProcess.Ending.Done _ -> {}
            case BoundedProcess.Ending.Failed(var complaints) ->
                throw TaskFailure.permanent("the file can't be read as " + container.demuxer() + ": " + complaints);
            case BoundedProcess.Ending.TooMuch _ ->
                throw TaskFailure.permanent("the file can't be read as " + container.demuxer() + ": no end of errors");
            case BoundedProcess.Ending.TooLong _ ->
                throw TaskFailure.permanent(
                        "the file takes longer than " + config.decodeTimeout().toSeconds()
                                + " s to decode; raise handoff.media.decode-timeout if it is sound");
        }
    }

    private static void checkEnd(Container container, double declared, double there) throws TaskFailure {
        if (container.declaresItsLength() && there < declared * END_TOLERANCE - END_SLACK_SECONDS) {
            throw TaskFailure.permanent(
                    "the file declares %.1f s of sound and has %.1f s: it is cut off or damaged; upload it again"
                            .formatted(declared, there));
        }
    }
}
