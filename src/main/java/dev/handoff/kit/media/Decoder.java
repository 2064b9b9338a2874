package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
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
     * Decodes the first audio stream of a file, with silence where it has gaps, as loud as speech usually is.
     *
     * @param file of a size that has been checked; it may hold anything
     * @param workspace takes the samples
     * @throws TaskFailure permanent, if the file is no recording, is cut off, or goes beyond a limit
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Pcm decode(Path file, Workspace workspace) throws TaskFailure, IOException, InterruptedException {
        var recording = Recording.open(file, ffmpeg, config, workspace);
        var space = TemporarySpace.forSpeech(config);
        space.check(recording.declared());
        var mixdown = Mixdown.of(recording, ffmpeg, config, workspace);
        var floats = workspace.folder().resolve("samples.f32");
        long quota = config.maxDuration().toSeconds() * Pcm.RATE * Float.BYTES;
        var target = new Target(Pcm.RATE, "mono", "", floats, quota, space);
        var ending = make(recording, mixdown.map(Mixdown::mono).orElse(null), target, workspace, _ -> {});
        var samples = Leveller.level(floats, workspace.folder().resolve("samples.pcm"));
        Files.delete(floats);
        recording.checkEnd(Interval.ALL, Pcm.seconds(samples.length()), ending);
        return samples;
    }

    /**
     * Decodes a part of the first audio stream of a file, as it is: at its rate, in one or two channels, with silence
     * where it has gaps.
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
        var space = TemporarySpace.forStages(config, recording.rate(), recording.channels());
        space.check(Math.min(part.end(), recording.declared()) - part.start());
        var mixdown = Mixdown.of(recording, ffmpeg, config, workspace);
        var output = workspace.folder().resolve("recording.f32");
        var target = new Target(
                recording.rate(),
                recording.layout(),
                "," + trim(part),
                output,
                recording.quota(config.maxDuration()),
                space);
        var ending = make(recording, mixdown.map(Mixdown::stereo).orElse(null), target, workspace, progress);
        var sound = Sound.of(output, recording.rate(), recording.channels());
        if (sound.frames() == 0) {
            throw TaskFailure.permanent("the recording has no sound after " + part.start() + " s");
        }
        recording.checkEnd(part, sound.seconds(), ending);
        return sound;
    }

    /** Exact even where a file can't be wound to a moment: it is decoded from its beginning. */
    private static String trim(Interval part) {
        var end = Double.isFinite(part.end()) ? ":end=" + FfmpegArguments.plain(part.end()) : "";
        return "atrim=start=" + FfmpegArguments.plain(part.start()) + end + ",asetpts=PTS-STARTPTS";
    }

    /**
     * @param after filters that begin with a comma, or nothing
     * @param quota of the longest recording, in bytes
     */
    private record Target(int rate, String layout, String after, Path file, long quota, TemporarySpace space) {}

    /** @param mixdown null if there is none that is right throughout */
    private BoundedProcess.Ending make(
            Recording recording, String mixdown, Target target, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var conversion =
                new Conversion(ffmpeg, config, workspace, recording.stream().duration(), progress);
        var shaped = ",aformat=channel_layouts=" + target.layout() + target.after();
        var kept = Timeline.gaps(config.maxDuration()) + mixdown + Timeline.filled(target.rate()) + shaped;
        var ending = mixdown == null ? null : run(conversion, recording.steadyInput(), kept, target);
        if (ending == null || Recording.changes(ending)) {
            // Its parts have different channels. Each is mixed by what it says about them.
            ending = run(conversion, recording.input(), "aresample=" + target.rate() + shaped, target);
        }
        switch (ending) {
            case BoundedProcess.Ending.TooMuch _
            when target.space().quota() < target.quota() ->
                throw target.space()
                        .exceeded("it has no end within " + target.space().quota() + " bytes");
            case BoundedProcess.Ending.TooMuch _ -> throw Probe.tooLong(config.maxDuration());
            case BoundedProcess.Ending other -> recording.check(other, config);
        }
        return ending;
    }

    private BoundedProcess.Ending run(Conversion conversion, List<String> input, String filters, Target target)
            throws IOException, InterruptedException {
        var arguments = new ArrayList<>(input);
        arguments.addAll(List.of("-map", "0:a:0", "-map_metadata", "-1"));
        // One second more than allowed, so that a recording which is too long can be told from one that just fits.
        arguments.addAll(List.of("-t", String.valueOf(config.maxDuration().toSeconds() + 1)));
        arguments.addAll(List.of("-af", filters, "-f", "f32le"));
        return conversion.run(
                arguments,
                target.file(),
                Math.min(target.quota(), target.space().quota()));
    }
}
