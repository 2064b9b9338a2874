package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SplitterTest {

    @TempDir
    Path folder;

    private final List<Double> heard = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"a.wav", "a.mp3", "a.m4a", "a.ogg"})
    void losesAndDoublesNothing(String name) throws Exception {
        var whole = Recordings.converted(folder.resolve(name));

        var pieces = split(whole, List.of(0.1, 1.23456, 1.3, 4.0));

        assertThat(pieces).hasSize(5);
        assertThat(Arrays.equals(samples(pieces), samples(List.of(inOnePiece(whole)))))
                .isTrue();
        assertThat(heard).last().isEqualTo(1.0);
    }

    @Test
    void cutsToTheSample() throws Exception {
        var pieces = split(Recordings.SAMPLE, List.of(1.0, 1.5));

        assertThat(samples(pieces.subList(0, 1))).hasSize(16_000 * Integer.BYTES);
        assertThat(samples(pieces.subList(1, 2))).hasSize(8_000 * Integer.BYTES);
    }

    @Test
    void makesManyPieces() throws Exception {
        var moments = DoubleStream.iterate(0.1, it -> it < 5.25, it -> it + 0.1)
                .boxed()
                .toList();

        assertThat(split(Recordings.SAMPLE, moments)).hasSize(53).allSatisfy(piece -> assertThat(piece)
                .isNotEmptyFile());
    }

    @Test
    void withoutCutsItIsOnePiece() throws Exception {
        var pieces = split(Recordings.SAMPLE, List.of());

        assertThat(Arrays.equals(samples(pieces), samples(List.of(Recordings.SAMPLE))))
                .isTrue();
    }

    @Test
    void keepsWhatPlainSamplesKeep() throws Exception {
        var fast = Recordings.generated(folder.resolve("fast.wav"), "sine=r=96000:d=1", 6);

        var piece = Recordings.decoder(Recordings.limits("4h", "1m"))
                .decode(split(fast, List.of(0.5)).getFirst(), Interval.ALL, new Workspace(folder), heard::add);

        assertThat(piece.rate()).isEqualTo(48_000);
        assertThat(piece.channels()).isEqualTo(2);
        assertThat(piece.frames()).isEqualTo(24_000);
    }

    @ParameterizedTest
    @ValueSource(ints = {-60, 30})
    void liftsWhatIsTooSoftOrTooLoud(int decibels) throws Exception {
        var file = Recordings.made(
                folder.resolve("float.wav"),
                "-i",
                Recordings.SAMPLE.toString(),
                "-af",
                "volume=" + decibels + "dB",
                "-c:a",
                "pcm_f32le");
        var survey = new Surveyor(Recordings.limits("4h", "1m"), new Ffmpeg(Recordings.FFMPEG, List.of()))
                .survey(file, -50, 1, new Workspace(folder), heard::add);

        var piece = new Splitter(Recordings.limits("4h", "1m"), new Ffmpeg(Recordings.FFMPEG, List.of()))
                .split(file, List.of(), survey.loudness().lift(), new Workspace(folder), heard::add)
                .getFirst();

        assertThat(Heard.peak(piece)).isBetween(-7.0, -0.5);
    }

    @Test
    void makesTheSameFilesEveryTime() throws Exception {
        var first = Files.readAllBytes(split(Recordings.SAMPLE, List.of(2.0)).getLast());

        assertThat(split(Recordings.SAMPLE, List.of(2.0)).getLast()).hasBinaryContent(first);
    }

    @Test
    void refusesCutsBehindTheEnd() {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> split(Recordings.SAMPLE, List.of(1.0, 60.0)))
                .withMessageContaining("no sound after 60.0 s");
    }

    @Test
    void refusesCutsThatAreNotInOrder() {
        for (var moments : List.of(List.of(2.0, 1.0), List.of(1.0, 1.0), List.of(0.0), List.of(Double.NaN))) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> split(Recordings.SAMPLE, moments))
                    .withMessageContaining("each cut must be later than");
        }
    }

    @Test
    void refusesMorePiecesThanThereIsMemoryFor() {
        var moments =
                DoubleStream.iterate(0.01, it -> it + 0.01).limit(100).boxed().toList();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> split(Recordings.SAMPLE, moments))
                .withMessageContaining("at most 99 times, not 100");
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        var file = Files.writeString(folder.resolve("list.wav"), "#EXTM3U\nfile:///etc/passwd\n");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> split(file, List.of(1.0)))
                .withMessageContaining("no recording");
    }

    private List<Path> split(Path file, List<Double> moments) throws Exception {
        var limits = Recordings.limits("4h", "1m");
        return new Splitter(limits, new Ffmpeg(Recordings.FFMPEG, List.of()))
                .split(file, moments, new Workspace(folder), heard::add);
    }

    private Path inOnePiece(Path file) throws Exception {
        var arguments = new ArrayList<>(List.of("-i", file.toString(), "-map", "0:a:0"));
        arguments.addAll(AudioFormat.FLAC.encoding());
        return Recordings.made(folder.resolve("whole.flac"), arguments.toArray(String[]::new));
    }

    /** Of all files, one after the other, 32 bits each. */
    private byte[] samples(List<Path> files) throws Exception {
        var all = new ByteArrayOutputStream();
        for (var file : files) {
            var raw = folder.resolve("raw.s32");
            Recordings.made(raw, "-y", "-i", file.toString(), "-map", "0:a:0", "-f", "s32le");
            all.write(Files.readAllBytes(raw));
        }
        return all.toByteArray();
    }

    @Test
    void tellsOfAPieceBehindTheEndThoughFfmpegDoesNot() throws Exception {
        var good = Recordings.FFMPEG.unpacked();
        for (var program : List.of("ffmpeg", "ffprobe")) {
            var script = "#!/bin/sh\nLD_LIBRARY_PATH=" + good + " " + good + "/" + program + " \"$@\"\nexit 0\n";
            assertThat(Files.writeString(folder.resolve(program), script)
                            .toFile()
                            .setExecutable(true))
                    .isTrue();
        }
        var silent = new Splitter(Recordings.limits("4h", "1m"), new Ffmpeg(Recordings.FFMPEG, List.of(folder)));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> silent.split(Recordings.SAMPLE, List.of(6.0), new Workspace(folder), _ -> {}))
                .withMessageContaining("no sound after 6.0 s");
    }
}
