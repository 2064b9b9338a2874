package dev.handoff.domain.podcast.chunk;

import static dev.handoff.domain.podcast.chunk.Cleaning.AS_IT_IS;
import static dev.handoff.domain.podcast.chunk.Cleaning.input;
import static dev.handoff.domain.podcast.chunk.Cleaning.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.media.Heard;
import dev.handoff.kit.media.Interval;
import dev.handoff.kit.media.Loudness;
import dev.handoff.kit.media.Recordings;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessChunkTest {

    /** The sample, three seconds of silence, and the sample again. */
    private static final String WITH_A_GAP = "[0:a]asplit[a][b];[a]apad=pad_dur=3[c];[c][b]concat=n=2:v=0:a=1";

    @TempDir
    Path folder;

    private Cleaning cleaning;

    @BeforeEach
    void sample() throws Exception {
        cleaning = new Cleaning(folder);
        Files.copy(Recordings.SAMPLE, folder.resolve("talk.wav"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flac", "wav", "mp3", "m4a"})
    void reachesItsLoudnessInEveryFormat(String format) throws Exception {
        var chunk =
                cleaning.clean(input("talk.wav", new ChunkOptions(null, null, null, null, null, null, null, format)));

        var file = cleaning.file(chunk);
        assertThat(Heard.loudness(file)).isCloseTo(-16, within(0.5));
        assertThat(Heard.peak(file)).isLessThan(-1.2);
        assertThat(cleaning.duration(file)).isCloseTo(chunk.duration(), within(0.05));
        assertThat(chunk.before()).isEqualTo(new Loudness(-25.0, -5.9));
        assertThat(chunk.after().integrated()).isCloseTo(-16, within(0.5));
        assertThat(chunk.filename()).matches("output/chunks/episode/chunk-1-[0-9a-f]{16}\\." + format);
    }

    @ParameterizedTest
    @ValueSource(ints = {-30, -45, -60, 30})
    void cleansARecordingThatIsTooSoftOrTooLoud(int decibels) throws Exception {
        var file = Recordings.made(
                folder.resolve("float.wav"),
                "-i",
                Recordings.SAMPLE.toString(),
                "-af",
                "volume=" + decibels + "dB",
                "-c:a",
                "pcm_f32le");

        var chunk = cleaning.clean(input(file.getFileName().toString(), null));

        assertThat(chunk.duration()).isCloseTo(5.3, within(0.2));
        assertThat(Heard.loudness(cleaning.file(chunk))).isCloseTo(-16, within(0.5));
    }

    @Test
    void takesTheNoiseOfARoomForSilence() throws Exception {
        Recordings.generated(folder.resolve("room.wav"), "anoisesrc=a=0.001:r=16000:d=20", 1);

        assertThat(cleaning.clean(input("room.wav", null)).duration()).isLessThan(0.5);
    }

    @ParameterizedTest
    @ValueSource(doubles = {-30, -23, -14})
    void reachesTheLoudnessThatIsAskedFor(double target) throws Exception {
        var options = new ChunkOptions(null, null, null, null, null, target, -1.0, null);

        assertThat(Heard.loudness(cleaning.file(cleaning.clean(input("talk.wav", options)))))
                .isCloseTo(target, within(1.0));
    }

    @Test
    void cutsSilenceAndNothingElse() throws Exception {
        Recordings.made(folder.resolve("gap.wav"), "-i", Recordings.SAMPLE.toString(), "-filter_complex", WITH_A_GAP);
        var options = new ChunkOptions(true, null, null, 0.0, false, null, null, "wav");

        var chunk = cleaning.clean(input("gap.wav", options));

        assertThat(chunk.cut()).singleElement().satisfies(cut -> {
            assertThat(cut.start()).isBetween(5.2, 5.5);
            assertThat(cut.end()).isBetween(8.1, 8.4);
        });
        assertThat(cleaning.duration(cleaning.file(chunk)))
                .isCloseTo(13.6 - chunk.cut().getFirst().length(), within(0.05));
        assertThat(Recordings.said(cleaning.file(chunk), "silencedetect=noise=-50dB:d=1"))
                .doesNotContain("silence_start");
        assertThat(cleaning.samples(cleaning.file(chunk)))
                .isEqualTo(without(
                        cleaning.samples(folder.resolve("gap.wav")), chunk.cut().getFirst()));
    }

    @Test
    void cleansStereoAtItsOwnRate() throws Exception {
        Recordings.generated(folder.resolve("stereo.mp3"), "sine=f=300:r=44100:d=6", 2);

        var chunk = cleaning.clean(part("stereo.mp3", 1.0, 4.5));

        assertThat(chunk.sampleRate()).isEqualTo(44_100);
        assertThat(chunk.channels()).isEqualTo(2);
        assertThat(cleaning.duration(cleaning.file(chunk))).isCloseTo(3.5, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.m4a", "a.mp3", "a.flac", "a.ogg"})
    void readsWhatPeopleRecord(String name) throws Exception {
        Recordings.converted(folder.resolve(name));

        var chunk = cleaning.clean(input(name, null));

        assertThat(Heard.loudness(cleaning.file(chunk))).isCloseTo(-16, within(1.0));
        assertThat(chunk.duration()).isCloseTo(5.3, within(0.2));
    }

    @Test
    void cleansATelephonesRecording() throws Exception {
        Recordings.made(folder.resolve("phone.wav"), "-i", Recordings.SAMPLE.toString(), "-ar", "8000");

        var chunk =
                cleaning.clean(input("phone.wav", new ChunkOptions(null, null, null, null, null, null, null, "mp3")));

        assertThat(chunk.sampleRate()).isEqualTo(8000);
        assertThat(Heard.loudness(cleaning.file(chunk))).isCloseTo(-16, within(1.0));
    }

    @Test
    void lowersNoise() throws Exception {
        Recordings.generated(folder.resolve("hiss.wav"), "anoisesrc=r=16000:d=5:a=0.005:seed=7", 1);
        var options = new ChunkOptions(false, null, null, 20.0, false, null, null, "flac");

        var chunk = cleaning.clean(input("hiss.wav", options));

        assertThat(chunk.after().integrated()).isLessThan(chunk.before().integrated() - 6);
        assertThat(chunk.duration()).isEqualTo(5);
    }

    @Test
    void takesThePartThatIsAskedFor() throws Exception {
        var chunk = cleaning.clean(part("talk.wav", 1.5, 3.25));

        assertThat(chunk.duration()).isEqualTo(1.75);
        assertThat(chunk.start()).isEqualTo(1.5);
        assertThat(chunk.end()).isEqualTo(3.25);
        assertThat(cleaning.samples(cleaning.file(chunk)))
                .isEqualTo(Arrays.copyOfRange(cleaning.samples(folder.resolve("talk.wav")), 48_000, 104_000));
    }

    @Test
    void leavesAMomentOfWhatIsAllSilent() throws Exception {
        Recordings.generated(folder.resolve("silent.wav"), "anullsrc=r=16000:d=10", 1);

        var chunk = cleaning.clean(input("silent.wav", null));

        assertThat(chunk.cut()).containsExactly(new Interval(0.1, 9.9));
        assertThat(chunk.duration()).isEqualTo(0.2);
        assertThat(chunk.after()).isEqualTo(new Loudness(null, null));
    }

    @Test
    void doesNothingThatIsNotAskedFor() throws Exception {
        var chunk = cleaning.clean(input("talk.wav", AS_IT_IS));

        assertThat(cleaning.samples(cleaning.file(chunk))).isEqualTo(cleaning.samples(folder.resolve("talk.wav")));
    }

    private static byte[] without(byte[] samples, Interval cut) {
        var kept = new ByteArrayOutputStream();
        kept.write(samples, 0, at(cut.start()));
        kept.write(samples, at(cut.end()), samples.length - at(cut.end()));
        return kept.toByteArray();
    }

    private static int at(double second) {
        return (int) Math.round(second * 16_000) * 2;
    }
}
