package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sound stays at the time at which it was recorded. */
class TimelineTest {

    private static final MediaConfig LIMITS = Recordings.limits("4h", "1m");

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void workspace() throws Exception {
        workspace = new Workspace(Files.createDirectory(folder.resolve("workspace")));
    }

    @ParameterizedTest
    @CsvSource({"webm, 40", "mka, 40", "webm, 7", "ogg, 12", "mka, 600"})
    void putsSilenceWhereNothingWasSent(String format, double second) throws Exception {
        var opus = Recordings.made(folder.resolve("a.mka"), "-i", Recordings.SAMPLE.toString(), "-c:a", "libopus");
        var list = Files.writeString(
                folder.resolve("list.txt"), "ffconcat version 1.0\nfile a.mka\nduration " + second + "\nfile a.mka\n");
        var file = Recordings.made(
                folder.resolve("gap." + format), "-f", "concat", "-safe", "0", "-i", list.toString(), "-c", "copy");

        var pcm = decode(file);
        var survey =
                new Surveyor(LIMITS, new Ffmpeg(Recordings.FFMPEG, List.of())).survey(file, -50, 1, workspace, _ -> {});
        var part = Recordings.decoder(LIMITS).decode(file, new Interval(second, second + 5), workspace, _ -> {});

        assertThat(Pcm.seconds(pcm.length())).isCloseTo(second + 5.3, within(0.1));
        assertThat(loud(pcm, 1, 4)).isTrue();
        assertThat(loud(pcm, 5.5, second - 0.1)).isFalse();
        assertThat(loud(pcm, second + 1, second + 4)).isTrue();
        assertThat(survey.seconds()).isCloseTo(second + 5.3, within(0.1));
        assertThat(survey.silences().getFirst().end()).isCloseTo(second, within(0.5));
        assertThat(part.seconds()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(strings = {"late.mp4", "late.mov", "late.mkv"})
    void beginsAsLateAsInTheFilm(String name) throws Exception {
        var pcm = decode(film(name, "8"));

        assertThat(Pcm.seconds(pcm.length())).isCloseTo(13.3, within(0.2));
        assertThat(loud(pcm, 0, 7.9)).isFalse();
        assertThat(loud(pcm, 8.5, 13)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"late.mp4", "late.mov", "late.mkv"})
    void refusesAFilmThatIsCutOff(String name) throws Exception {
        for (double part : List.of(0.3, 0.6)) {
            var file = Recordings.cutOff(film(name, "8"), part);

            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> decode(file))
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        }
    }

    @Test
    void believesNoTimesThatJumpBack() throws Exception {
        var one = Recordings.converted(folder.resolve("one.ogg"));
        var both = Files.copy(one, folder.resolve("both.ogg"));
        Files.write(both, Files.readAllBytes(one), StandardOpenOption.APPEND);

        assertThat(Pcm.seconds(decode(both).length())).isCloseTo(10.6, within(0.2));
    }

    private Path film(String name, String late) throws Exception {
        return Recordings.made(
                folder.resolve(name),
                "-y",
                "-f",
                "lavfi",
                "-i",
                "testsrc=s=64x64:d=20:r=5",
                "-itsoffset",
                late,
                "-i",
                Recordings.SAMPLE.toString(),
                "-c:v",
                "mpeg4",
                "-c:a",
                "aac",
                "-movflags",
                "+faststart");
    }

    private static boolean loud(Pcm pcm, double from, double to) throws Exception {
        for (short sample : pcm.read((long) (from * Pcm.RATE), (long) (to * Pcm.RATE))) {
            if (Math.abs(sample) > 2000) {
                return true;
            }
        }
        return false;
    }

    private Pcm decode(Path file) throws Exception {
        return Recordings.decoder(LIMITS).decode(file, workspace);
    }
}
