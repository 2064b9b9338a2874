package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.kit.text.Text;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A file that was handed in, and what it says about itself. It may hold anything. */
record Recording(Reading reading, Probe.Stream stream) {

    private static final long PROBE_QUOTA = 64 * 1024;

    // A stream that ends this much earlier than declared has lost its end; less is how encoders round.
    private static final double END_TOLERANCE = 0.95;
    private static final double END_SLACK_SECONDS = 2;

    // What demuxers say of a file that ends in the middle of something.
    private static final List<String> CUT_OFF = List.of("File ended prematurely", "partial file");

    private static final String CHANGES = "Changing audio frame properties on the fly is not supported";

    /** @throws TaskFailure permanent, if the file is no recording or beyond a limit by its own words */
    static Recording open(Path file, Ffmpeg ffmpeg, MediaConfig config, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        var reading = Reading.of(file);
        var arguments = new ArrayList<>(List.of("-v", "error"));
        arguments.addAll(reading.arguments());
        arguments.addAll(
                List.of(
                        "-select_streams",
                        "a:0",
                        "-show_entries",
                        "stream=sample_rate,channels,start_time,duration:stream_tags=DURATION:format=nb_streams,start_time,duration"));
        arguments.addAll(List.of("-of", "json", "file:" + file));
        var output = workspace.folder().resolve("probe.json");
        var process = new BoundedProcess(workspace.folder(), config.decodeTimeout());
        check(process.run(ffmpeg.command("ffprobe", arguments), output, PROBE_QUOTA), reading.container(), config);
        var probed = Probe.read(output, reading.container());
        var stream = new Probe.Stream(
                probed.sampleRate(),
                probed.channels(),
                reading.seconds().orElse(probed.duration()),
                probed.ofTheFilm());
        Probe.check(stream, config.maxDuration());
        return new Recording(reading, stream);
    }

    /** How long its sound is by its own words, in seconds; 0 if they are a guess. */
    double declared() {
        return stream.ofTheFilm() ? 0 : reading.declared(stream.duration());
    }

    Path file() {
        return reading.file();
    }

    /** What ffmpeg is told to read it as its next input. */
    List<String> input() {
        var arguments = new ArrayList<>(reading.arguments());
        arguments.addAll(List.of("-threads", "1", "-i", "file:" + file()));
        return arguments;
    }

    /**
     * The same for graphs that must not be built anew when a file changes its rate or channels in the middle, because they
     * would begin again and forget what they have measured or cut: such a file is refused.
     */
    List<String> steadyInput() {
        var arguments = new ArrayList<>(List.of("-reinit_filter", "0"));
        arguments.addAll(input());
        return arguments;
    }

    /** Samples a second at which it loses nothing that can be heard. */
    int rate() {
        return Sound.rateFor(stream.sampleRate());
    }

    /** One or two: more are mixed. */
    int channels() {
        return Math.min(Sound.MAX_CHANNELS, stream.channels());
    }

    /** The name of their layout in the language of ffmpeg. */
    String layout() {
        return channels() == 1 ? "mono" : "stereo";
    }

    /**
     * The filters that come first wherever it becomes one sound with others: its gaps filled, its channels mixed.
     *
     * @throws TaskFailure permanent, if its channels change in the middle
     */
    String heard(Ffmpeg ffmpeg, MediaConfig config, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        // What is to be stereo stays so, whatever is in it.
        var mixdown = stream.channels() > Sound.MAX_CHANNELS
                ? Mixdown.of(this, ffmpeg, config, workspace)
                        .orElseThrow(Recording::changing)
                        .stereo()
                : "";
        return Timeline.gaps(config.maxDuration()) + mixdown + Timeline.filled(rate()) + ",aformat=channel_layouts="
                + layout();
    }

    /** The most that it may become as plain samples, in bytes. */
    long quota(Duration longest) {
        return longest.toSeconds() * rate() * Sound.bytesOfAFrame(channels());
    }

    /** @throws TaskFailure permanent, if a run that has read it did not end well */
    void check(BoundedProcess.Ending ending, MediaConfig config) throws TaskFailure {
        check(ending, reading.container(), config);
    }

    private static void check(BoundedProcess.Ending ending, Container container, MediaConfig config)
            throws TaskFailure {
        switch (ending) {
            case BoundedProcess.Ending.Done _ -> {}
            case BoundedProcess.Ending.Failed _ when changes(ending) -> throw changing();
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

    static TaskFailure changing() {
        return TaskFailure.permanent("the file changes its rate or channels in the middle; convert it to one of each"
                + " before it is handed in");
    }

    /** Whether a run ended because the number of channels or the rate is not the same throughout. */
    static boolean changes(BoundedProcess.Ending ending) {
        return ending instanceof BoundedProcess.Ending.Failed(var complaints) && complaints.contains(CHANGES);
    }

    /**
     * @param part of it that was asked for
     * @param there how much of that came, in seconds
     * @throws TaskFailure permanent, if there is much less of it than declared
     */
    void checkEnd(Interval part, double there, BoundedProcess.Ending ending) throws TaskFailure, IOException {
        boolean cutOff = ending instanceof BoundedProcess.Ending.Done(var said)
                && CUT_OFF.stream().anyMatch(Text.read(said)::contains);
        double end = stream.ofTheFilm() && cutOff ? stream.duration() : declared();
        double declared = Math.min(part.end(), end) - part.start();
        if (there < declared * END_TOLERANCE - (cutOff ? 0 : END_SLACK_SECONDS)) {
            throw TaskFailure.permanent(
                    "the file declares %.1f s of sound and has %.1f s: it is cut off or damaged; upload it again"
                            .formatted(declared, there));
        }
    }
}
