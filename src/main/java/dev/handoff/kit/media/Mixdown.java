package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * How the channels of a recording become one or two. What a file says about their places counts for nothing: recorders of
 * many tracks say nothing or something wrong, and a voice lies where a film has its effects. Nor can channels simply be
 * added: a cable that is wired the wrong way round makes two of a voice that cancel each other out.
 *
 * @param signs one for each channel: 1 as it is, -1 inverted, 0 left out because it holds next to nothing
 */
record Mixdown(List<Integer> signs) {

    // Enough of a voice to tell how channels are alike, in a file that is not large whatever is recorded.
    private static final int MIN_RATE = 1_000;
    private static final int MAX_RATE = 8_000;
    private static final long MAX_BYTES = 256 << 20;

    // Below it lie hum and rumble, which channels share whatever else they hold.
    static final String WITHOUT_RUMBLE = "aformat=sample_fmts=fltp,highpass=f=80,aresample=";

    /**
     * Listens to all channels of a recording, if there are several.
     *
     * @return empty if their number or rate changes in the middle
     * @throws TaskFailure permanent, if the recording can't be read
     */
    static Optional<Mixdown> of(Recording recording, Ffmpeg ffmpeg, MediaConfig config, Workspace workspace)
            throws TaskFailure, IOException, InterruptedException {
        int channels = recording.stream().channels();
        if (channels == 1) {
            return Optional.of(new Mixdown(List.of(1)));
        }
        double longest = config.maxDuration().toSeconds();
        double seconds = recording.declared() > 0 ? Math.min(recording.declared(), longest) : longest;
        int rate = (int) Math.clamp(
                Math.min(MAX_BYTES, config.space().asLongValue()) / (seconds * channels * Float.BYTES),
                MIN_RATE,
                MAX_RATE);
        var space = TemporarySpace.forChannels(config, rate, channels);
        space.check(recording.declared());
        var arguments = new ArrayList<>(recording.steadyInput());
        arguments.addAll(List.of("-map", "0:a:0", "-map_metadata", "-1", "-af", WITHOUT_RUMBLE + rate, "-f", "f32le"));
        var samples = Files.createTempFile(workspace.folder(), "channels-", ".f32");
        try {
            long quota = Math.min(space.quota(), (long) (longest * rate * channels * Float.BYTES));
            var conversion = new Conversion(ffmpeg, config, workspace, seconds, _ -> {});
            var ending = conversion.run(arguments, samples, quota);
            if (Recording.changes(ending)) {
                return Optional.empty();
            }
            if (ending instanceof BoundedProcess.Ending.TooMuch) {
                throw Probe.tooLong(config.maxDuration());
            }
            recording.check(ending, config);
            return Optional.of(new Mixdown(Likeness.of(samples, channels, rate).signs()));
        } finally {
            Files.delete(samples);
        }
    }

    /** The filters that make one channel of all, in the language of ffmpeg; they end in a comma or are empty. */
    String mono() {
        return signs.size() == 1 ? "" : "aformat=sample_fmts=fltp,pan=mono|c0=" + sum() + ",";
    }

    /** The filters that make two channels of more, or turn one of two that cancel each other out. */
    String stereo() {
        if (signs.size() > 2) {
            return "aformat=sample_fmts=fltp,pan=stereo|c0=" + sum() + "|c1=" + sum() + ",";
        }
        return signs.contains(-1) ? "pan=stereo|c0=" + signs.getFirst() + "*c0|c1=" + signs.getLast() + "*c1," : "";
    }

    private String sum() {
        long kept = signs.stream().filter(sign -> sign != 0).count();
        return IntStream.range(0, signs.size())
                .filter(channel -> signs.get(channel) != 0)
                .mapToObj(
                        channel -> String.format(Locale.ROOT, "%+.6f*c%d", signs.get(channel) / (double) kept, channel))
                .collect(Collectors.joining())
                .replaceFirst("^\\+", "");
    }
}
