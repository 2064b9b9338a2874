package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Tries on a moment of silence what an ffmpeg will be asked for. Versions say little: distributions leave parts out, and
 * options came one by one.
 */
final class Trial {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final double SECONDS = 0.2;
    private static final int CHANNELS = 3;
    private static final long QUOTA = 1 << 20;

    private static final int MANY = 60;
    private static final double SHORT_SECONDS = 0.1;

    private final Programs programs;
    private final Workspace workspace;

    private Trial(Programs programs, Workspace workspace) {
        this.programs = programs;
        this.workspace = workspace;
    }

    /** Makes a command of a program's name and its arguments. */
    interface Programs {

        ProcessBuilder command(String program, List<String> arguments);
    }

    /** What it can't do, in its own words if it has some; empty if it can do all. */
    static Optional<String> fault(Programs programs) throws IOException {
        try (var workspace = Workspace.open()) {
            var trial = new Trial(programs, workspace);
            var fault = trial.complaints("ffmpeg", trial.all());
            fault = fault.isPresent() ? fault : trial.complaints("ffprobe", trial.probing());
            return fault.isPresent() ? fault : trial.cuttingOften();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("the trial of an ffmpeg was interrupted", e);
        }
    }

    private Optional<String> complaints(String program, List<String> arguments)
            throws IOException, InterruptedException {
        var ending = new BoundedProcess(workspace.folder(), PATIENCE)
                .run(programs.command(program, arguments), workspace.folder().resolve("output"), QUOTA);
        return switch (ending) {
            case BoundedProcess.Ending.Done _ -> Optional.empty();
            case BoundedProcess.Ending.Failed(var complaints) -> Optional.of(complaints);
            case BoundedProcess.Ending.TooMuch _ -> Optional.of("no end of errors");
            case BoundedProcess.Ending.TooLong _ ->
                Optional.of("it takes longer than " + PATIENCE.toSeconds() + " s for a moment of silence");
        };
    }

    /** Before version 8, so many pieces that are shorter than a frame made it abort or stand still; none is as short. */
    private Optional<String> cuttingOften() throws IOException, InterruptedException {
        double all = MANY * SHORT_SECONDS;
        var moments =
                IntStream.range(1, MANY).mapToObj(cut -> cut * SHORT_SECONDS).toList();
        var arguments = new ArrayList<>(List.of("-nostdin", "-v", "error", "-y"));
        arguments.addAll(zeros("many.f32", all));
        arguments.addAll(Splitter.cutting("aformat=channel_layouts=mono", MixGraph.RATE, moments, all, pieces(MANY)));
        return complaints("ffmpeg", arguments);
    }

    private List<Path> pieces(int number) {
        return IntStream.range(0, number)
                .mapToObj(piece -> workspace.folder().resolve("piece-" + number + "-" + piece + ".flac"))
                .toList();
    }

    private List<String> probing() {
        return List.of(
                "-v", "error", "-of", "json", "file:" + workspace.folder().resolve("trial.flac"));
    }

    private List<String> zeros() throws IOException {
        return zeros("zeros.f32", SECONDS);
    }

    private List<String> zeros(String name, double seconds) throws IOException {
        var file = workspace.folder().resolve(name);
        Files.write(file, new byte[(int) (seconds * MixGraph.RATE) * CHANNELS * Float.BYTES]);
        var arguments = FfmpegArguments.reading("f32le");
        arguments.addAll(List.of("-ar", String.valueOf(MixGraph.RATE), "-ac", String.valueOf(CHANNELS)));
        arguments.addAll(List.of("-i", "file:" + file));
        return arguments;
    }

    /** Everything in one run: a mix with music that is lowered, measured, mastered, cut, drawn and encoded. */
    private List<String> all() throws IOException {
        var zeros = Path.of("zeros.f32");
        var speech = new Part.Sounds(List.of(new Clip(zeros, SECONDS)), -3, 0.05, 0.05, 0, true);
        var second = new Part.Sounds(List.of(new Clip(zeros, SECONDS)), 0, 0, 0, 0.1, false);
        var bed = new MusicBed(new Clip(zeros, SECONDS), 0, 1, 0, 0.01, 0.01, 15, false);
        var mix = new Mix(List.of(speech, second), List.of(bed));
        var heard = new HashMap<Path, String>();
        heard.put(
                zeros,
                Timeline.gaps(Duration.ofHours(1))
                        + new Mixdown(List.of(1, -1, 0)).stereo()
                        + Timeline.filled(MixGraph.RATE));
        var graph = new MixGraph(mix, Layout.of(mix), heard);
        var arguments = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-nostats", "-v", "error", "-y"));
        for (int input = 0; input < graph.inputs().size(); input++) {
            arguments.addAll(zeros());
        }
        var formats = AudioFormat.values();
        var split = new StringBuilder(graph.filters() + ";[out]" + filters() + ",asplit=" + formats.length);
        for (var format : formats) {
            split.append("[").append(format.ending()).append("]");
        }
        arguments.addAll(List.of("-filter_complex", split.toString()));
        for (var format : formats) {
            arguments.addAll(List.of("-map", "[" + format.ending() + "]"));
            arguments.addAll(format.encoding());
            arguments.addAll(FfmpegArguments.SAME_EVERY_TIME);
            var file = workspace.folder().resolve("trial." + format.ending());
            arguments.addAll(List.of("-f", format.muxer(), "file:" + file));
        }
        return arguments;
    }

    private static String filters() {
        return String.join(
                ",",
                SilenceFilter.of(-50, 1),
                Surveyor.COUNT,
                Loudness.FILTER,
                Waveforms.columns(1024),
                Mixdown.WITHOUT_RUMBLE + MixGraph.RATE,
                "afftdn=nr=6:nf=-50",
                new Mastering(3, -1, true).filters(MixGraph.RATE),
                "apad=whole_len=9000,atrim=end_sample=9000,aformat=channel_layouts=stereo");
    }
}
