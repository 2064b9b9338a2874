package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LevellerTest {

    @TempDir
    Path folder;

    private Workspace workspace;

    @BeforeEach
    void workspace() throws Exception {
        workspace = new Workspace(Files.createDirectory(folder.resolve("workspace")));
    }

    @ParameterizedTest
    @CsvSource({"-30, pcm_f32le", "-45, pcm_f32le", "-60, pcm_f32le", "30, pcm_f32le", "10, pcm_f64le", "-33, pcm_s16le"
    })
    void losesNothingOfARecordingThatIsTooQuietOrTooLoud(int decibels, String codec) throws Exception {
        var file = Recordings.made(
                folder.resolve("q.wav"),
                "-i",
                Recordings.SAMPLE.toString(),
                "-af",
                "volume=" + decibels + "dB",
                "-c:a",
                codec);

        var samples = samples(file);

        assertThat(amplitude(samples)).isBetween(0.02, 0.15);
        assertThat(likeness(samples, samples(Recordings.SAMPLE))).isGreaterThan(0.999);
    }

    @ParameterizedTest
    @CsvSource({"-6", "-10", "3"})
    void leavesOthersAsTheyAre(int decibels) throws Exception {
        var file = Recordings.made(
                folder.resolve("q.wav"), "-i", Recordings.SAMPLE.toString(), "-af", "volume=" + decibels + "dB");

        assertThat(20 * Math.log10(amplitude(samples(file)) / amplitude(samples(Recordings.SAMPLE))))
                .isCloseTo(decibels, within(0.1));
    }

    @Test
    void makesNothingOfSilence() throws Exception {
        var silent = Recordings.generated(folder.resolve("silent.flac"), "anullsrc=r=8000:d=2", 1);

        assertThat(amplitude(samples(silent))).isZero();
    }

    private short[] samples(Path file) throws Exception {
        var pcm = Recordings.decoder(Recordings.limits("4h", "1m")).decode(file, workspace);
        return pcm.read(0, pcm.length());
    }

    private static double amplitude(short[] samples) {
        return Math.sqrt(product(samples, samples) / samples.length) / 32_768;
    }

    private static double likeness(short[] one, short[] other) {
        return product(one, other) / Math.sqrt(product(one, one) * product(other, other));
    }

    private static double product(short[] one, short[] other) {
        double sum = 0;
        for (int at = 0; at < one.length; at++) {
            sum += (double) one[at] * other[at];
        }
        return sum;
    }
}
