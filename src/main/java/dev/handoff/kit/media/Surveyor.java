package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.kit.text.Text;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Measures recordings of any source. */
@Singleton
public final class Surveyor {

    // Only the filter's own lines begin so: what a file says about itself is indented.
    private static final Pattern SAMPLES = Pattern.compile(
            "^\\[Parsed_astats_\\d+ @ \\w+\\] \\[info\\] Number of samples: (\\d+)",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    /** The filter that counts samples. */
    static final String COUNT = "astats=measure_overall=Number_of_samples:measure_perchannel=none";

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;

    public Surveyor(MediaConfig config, Ffmpeg ffmpeg) {
        this.config = config;
        this.ffmpeg = ffmpeg;
    }

    /**
     * Listens to the first audio stream of a file once, from its beginning to its end. Makes no file.
     *
     * @param file of a size that has been checked; it may hold anything
     * @param threshold what stays below is silence, in dBFS
     * @param shortest in seconds; what is shorter is a pause and no silence
     * @throws TaskFailure permanent, if the file is no recording, is cut off, or goes beyond a limit
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Survey survey(Path file, double threshold, double shortest, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var recording = Recording.open(file, ffmpeg, config, workspace);
        double guessed = recording.stream().duration();
        var ending = new Conversion(ffmpeg, config, workspace, guessed, progress)
                .listen(arguments(
                        recording,
                        recording.heard(ffmpeg, config, workspace) + "," + SilenceFilter.of(threshold, shortest)));
        recording.check(ending, config);
        var said = Text.read(FfmpegArguments.done(ending, config));
        double seconds = samples(said) / (double) recording.rate();
        if (seconds > config.maxDuration().toMillis() / 1000.0) {
            throw Probe.tooLong(config.maxDuration());
        }
        recording.checkEnd(Interval.ALL, seconds, ending);
        return new Survey(
                seconds,
                recording.stream().sampleRate(),
                recording.channels(),
                Loudness.parse(said),
                SilenceFilter.parse(said, seconds));
    }

    private List<String> arguments(Recording recording, String heard) {
        var filters =
                heard + ",astats=measure_overall=Number_of_samples:measure_perchannel=none" + "," + Loudness.FILTER;
        var arguments = new ArrayList<>(recording.steadyInput());
        // One second more than allowed, so that a recording which is too long can be told from one that just fits.
        arguments.addAll(List.of("-t", String.valueOf(config.maxDuration().toSeconds() + 1)));
        arguments.addAll(List.of("-map", "0:a:0", "-map_metadata", "-1", "-af", filters));
        return arguments;
    }

    private static long samples(String said) throws TaskFailure {
        var samples = SAMPLES.matcher(said);
        if (!samples.find() || samples.group(1).equals("0")) {
            throw TaskFailure.permanent("the recording has no sound");
        }
        return Long.parseLong(samples.group(1));
    }
}
