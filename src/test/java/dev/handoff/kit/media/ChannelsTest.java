package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A voice is heard whatever channel it is on. */
class ChannelsTest {

    private static final MediaConfig LIMITS = Recordings.limits("4h", "1m");
    private static final Ffmpeg FFMPEG = new Ffmpeg(Recordings.FFMPEG, List.of());

    @TempDir
    Path folder;

    private Workspace workspace;
    private short[] said;

    @BeforeEach
    void sample() throws Exception {
        workspace = new Workspace(Files.createDirectory(folder.resolve("workspace")));
        said = samples(Recordings.SAMPLE);
    }

    @ParameterizedTest
    @CsvSource({
        "2,0", "2,1", "3,1", "3,2", "4,3", "5,4", "6,3", "6,5", "7,6", "8,3", "9,0", "9,8", "12,7", "16,15", "24,20",
        "60,31"
    })
    void hearsTheVoiceOnAnyOfManyTracks(int tracks, int voice) throws Exception {
        assertSaid(Recordings.track(folder.resolve("tracks.wav"), tracks, voice));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "stereo|c0=c0|c1=-1*c0",
                "stereo|c0=c0|c1=-0.97*c0",
                "stereo|c0=-0.5*c0|c1=c0",
                "stereo|c0=c0|c1=c0",
                "quad|c0=c0|c1=-1*c0|c2=c0|c3=-1*c0",
                "5.1|c0=c0|c1=-1*c0|c4=c0|c5=-1*c0",
                "7.1|c3=c0|c7=-1*c0",
            })
    void hearsChannelsThatCancelEachOtherOut(String pan) throws Exception {
        for (var name : List.of("a.wav", "a.flac")) {
            assertSaid(Recordings.made(
                    folder.resolve(name), "-y", "-i", Recordings.SAMPLE.toString(), "-af", "pan=" + pan));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"inv.opus", "inv.m4a", "inv.mp3", "inv.ogg", "inv.webm"})
    void hearsAnInvertedChannelInEveryFormat(String name) throws Exception {
        var file = Recordings.made(
                folder.resolve(name), "-i", Recordings.SAMPLE.toString(), "-af", "pan=stereo|c0=c0|c1=-1*c0");

        assertThat(level(samples(file))).isCloseTo(level(said), within(3.0));
    }

    @Test
    void keepsBothOfTwoSpeakersOnTracksOfTheirOwn() throws Exception {
        var file = Recordings.generated(
                folder.resolve("two.wav"),
                "aevalsrc='0.5*sin(2000*t)*lt(t,1)|0.5*sin(5000*t)*gte(t,1)':s=16000:d=2:c=stereo",
                2);

        var samples = samples(file);

        assertThat(level(samples, 0, 15_000)).isCloseTo(level(samples, 17_000, 32_000), within(0.5));
    }

    @Test
    void leavesOutTheNoiseOfOpenLines() throws Exception {
        var noise = IntStream.range(1, 8)
                .mapToObj(i -> "0.003*(2*random(" + i + ")-1)")
                .collect(Collectors.joining("|"));
        var file = Recordings.generated(
                folder.resolve("lines.wav"), "aevalsrc='0.3*sin(3000*t)|" + noise + "':s=16000:d=2:c=7.1", 8);

        assertThat(level(samples(file))).isCloseTo(20 * Math.log10(0.3 / Math.sqrt(2)), within(0.1));
    }

    @Test
    void makesOnePartOfAnEpisodeOfManyTracks() throws Exception {
        for (int tracks : List.of(6, 9)) {
            var file = Recordings.track(folder.resolve("tracks.wav"), tracks, 3);

            var survey = new Surveyor(LIMITS, FFMPEG).survey(file, -50, 1, workspace, _ -> {});
            var sound = Recordings.decoder(LIMITS).decode(file, Interval.ALL, workspace, _ -> {});
            var pieces = new Splitter(LIMITS, FFMPEG).split(file, List.of(2.0), workspace, _ -> {});
            var part = new Part.Sounds(List.of(new Clip(file, 5.3)), 0, 0, 0, 0, true);
            var mix = new Mixer(LIMITS, FFMPEG).mix(new Mix(List.of(part), List.of()), workspace, _ -> {});

            assertThat(survey.silences()).isEmpty();
            assertThat(survey.channels()).isEqualTo(2);
            assertThat(survey.loudness().integrated()).isCloseTo(-22, within(0.5));
            assertThat(sound.seconds()).isEqualTo(5.3);
            assertThat(Heard.loudness(pieces.getLast())).isGreaterThan(-30);
            assertThat(Heard.loudness(mix)).isCloseTo(-22, within(0.5));
        }
    }

    @Test
    void decodesAFileWhoseChannelsChange() throws Exception {
        var one = Recordings.generated(folder.resolve("one.mp3"), "sine=r=44100:d=2", 1);
        var two = Recordings.generated(folder.resolve("two.mp3"), "sine=r=44100:d=2", 2);

        for (var order : List.of(List.of(one, two), List.of(two, one))) {
            var bytes = new ByteArrayOutputStream();
            for (var part : order) {
                bytes.write(Files.readAllBytes(part));
            }
            assertThat(Pcm.seconds(samples(Files.write(folder.resolve("both.mp3"), bytes.toByteArray())).length))
                    .isCloseTo(4, within(0.2));
        }
    }

    private void assertSaid(Path file) throws Exception {
        var heard = samples(file);

        assertThat(heard.length).isEqualTo(said.length);
        double both = 0;
        for (int at = 0; at < said.length; at++) {
            both += said[at] * heard[at];
        }
        assertThat(Math.abs(both) / said.length / amplitude(heard, 0, heard.length) / amplitude(said, 0, said.length))
                .as("likeness of %s", file)
                .isGreaterThan(0.97);
    }

    private short[] samples(Path file) throws Exception {
        var pcm = Recordings.decoder(LIMITS).decode(file, workspace);
        return pcm.read(0, pcm.length());
    }

    private static double level(short[] samples) {
        return level(samples, 0, samples.length);
    }

    private static double level(short[] samples, int from, int to) {
        return 20 * Math.log10(amplitude(samples, from, to) / 32768 + 1e-9);
    }

    private static double amplitude(short[] samples, int from, int to) {
        double sum = 0;
        for (int at = from; at < to; at++) {
            sum += (double) samples[at] * samples[at];
        }
        return Math.sqrt(sum / (to - from));
    }
}
