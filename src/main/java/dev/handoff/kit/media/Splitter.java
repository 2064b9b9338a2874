package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Cuts recordings of any source into pieces. */
@Singleton
public final class Splitter {

    /** The most pieces of one recording: each is an open file and an encoder of its own, which takes 8 MB in ffmpeg. */
    public static final int MAX_PIECES = 100;

    // What FLAC adds to samples that can't be compressed.
    private static final long FRAME_BYTES = 1 << 20;

    // The last 36 of these bits of FLAC's first block are how many samples there are: RFC 9639, section 8.2.
    private static final int SAMPLES_AT = 18;
    private static final long SAMPLES = (1L << 36) - 1;

    /** What ffmpeg complains about if a piece would be empty, since version 7. */
    private static final String NOTHING_LEFT = "encoder before EOF";

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;

    public Splitter(MediaConfig config, Ffmpeg ffmpeg) {
        this.config = config;
        this.ffmpeg = ffmpeg;
    }

    /**
     * Cuts the first audio stream of a file, to the sample: one after the other, the pieces are the whole. The same
     * recording makes the same files.
     *
     * @param file of a size that has been checked; it may hold anything
     * @param moments where to cut, in seconds, each later than the one before; if there are none, all is one piece
     * @return FLAC files in the workspace, at the rate of the recording, in one or two channels; one more than moments
     * @throws IllegalArgumentException if the moments are too many or not in order
     * @throws TaskFailure permanent, if the file is no recording, is cut off, goes beyond a limit, or ends too early
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public List<Path> split(Path file, List<Double> moments, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        return split(file, moments, 0, workspace, progress);
    }

    /**
     * Does the same, and makes all pieces louder.
     *
     * @param lift in dB; negative makes them softer
     */
    public List<Path> split(
            Path file, List<Double> moments, double lift, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        check(moments);
        var pieces = IntStream.rangeClosed(0, moments.size())
                .mapToObj(piece -> workspace.folder().resolve("piece-%03d.flac".formatted(piece)))
                .toList();
        cut(file, moments, Double.POSITIVE_INFINITY, lift, pieces, workspace, progress);
        return pieces;
    }

    /** Makes a FLAC file of what comes before a moment, or of all if there is no more. */
    void beginning(Path file, double end, Path target, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        cut(file, List.of(), end, 0, List.of(target), workspace, progress);
    }

    private void cut(
            Path file,
            List<Double> moments,
            double end,
            double lift,
            List<Path> pieces,
            Workspace workspace,
            ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        var recording = Recording.open(file, ffmpeg, config, workspace);
        ProgressListener byPieces = part -> progress.at(pieces.size() == 1 ? part : begun(pieces));
        var conversion =
                new Conversion(ffmpeg, config, workspace, recording.stream().duration(), byPieces);
        long quota = recording.quota(config.maxDuration()) + FRAME_BYTES;
        var arguments = new ArrayList<>(recording.steadyInput());
        var heard = recording.heard(ffmpeg, config, workspace) + (lift == 0 ? "" : "," + Sound.raised(lift));
        arguments.addAll(cutting(heard, recording.rate(), moments, end, pieces));
        switch (conversion.run(arguments, pieces, quota)) {
            case BoundedProcess.Ending.TooMuch _ -> throw Probe.tooLong(config.maxDuration());
            case BoundedProcess.Ending.Failed(var complaints)
            when complaints.contains(NOTHING_LEFT) -> throw nothingAfter(moments);
            case BoundedProcess.Ending other -> recording.check(other, config);
        }
        if (isEmpty(pieces.getLast())) {
            throw nothingAfter(moments);
        }
    }

    private static TaskFailure nothingAfter(List<Double> moments) {
        return TaskFailure.permanent(
                "the recording has no sound after " + (moments.isEmpty() ? 0 : moments.getLast()) + " s");
    }

    /** Before version 7, ffmpeg makes a file of no samples and says nothing. */
    private static boolean isEmpty(Path flac) throws IOException {
        if (Files.notExists(flac) || Files.size(flac) < SAMPLES_AT + Long.BYTES) {
            return true;
        }
        try (var file = new DataInputStream(Files.newInputStream(flac))) {
            file.skipNBytes(SAMPLES_AT);
            return (file.readLong() & SAMPLES) == 0;
        }
    }

    /** Which part of the pieces is being made; of several files, ffmpeg says only how far the shortest is. */
    private static double begun(List<Path> pieces) {
        return pieces.stream().filter(piece -> piece.toFile().length() > 0).count() / (double) pieces.size();
    }

    private static void check(List<Double> moments) {
        if (moments.size() >= MAX_PIECES) {
            throw new IllegalArgumentException(
                    "a recording is cut at most " + (MAX_PIECES - 1) + " times, not " + moments.size());
        }
        double last = 0;
        for (double moment : moments) {
            if (!(moment > last && Double.isFinite(moment))) {
                throw new IllegalArgumentException(
                        "each cut must be later than " + last + " s, the one before, was at " + moment + " s");
            }
            last = moment;
        }
    }

    /** What ffmpeg is told to cut its only input. */
    static List<String> cutting(String heard, int rate, List<Double> moments, double end, List<Path> pieces) {
        var arguments = new ArrayList<>(List.of("-filter_complex", graph(heard, rate, moments, end)));
        for (int piece = 0; piece < pieces.size(); piece++) {
            arguments.addAll(List.of("-map", "[piece" + piece + "]", "-map_metadata", "-1"));
            arguments.addAll(AudioFormat.FLAC.encoding());
            arguments.addAll(FfmpegArguments.SAME_EVERY_TIME);
            arguments.addAll(List.of("-f", AudioFormat.FLAC.muxer(), "file:" + pieces.get(piece)));
        }
        return arguments;
    }

    /** Each piece is told its own time: the first one would otherwise begin at its place in the whole. */
    private static String graph(String heard, int rate, List<Double> moments, double end) {
        var start = "[0:a:0]" + heard;
        if (moments.isEmpty()) {
            return start + (Double.isFinite(end) ? ",atrim=end_sample=" + Math.round(end * rate) : "") + "[piece0]";
        }
        var samples = moments.stream()
                .map(moment -> String.valueOf(Math.round(moment * rate)))
                .collect(Collectors.joining("|"));
        var cuts = IntStream.rangeClosed(0, moments.size()).mapToObj(cut -> "[cut" + cut + "]");
        var pieces = IntStream.rangeClosed(0, moments.size())
                .mapToObj(cut -> ";[cut" + cut + "]asetpts=N/SR/TB[piece" + cut + "]");
        return start + ",asegment=samples=" + samples + cuts.collect(Collectors.joining())
                + pieces.collect(Collectors.joining());
    }
}
