package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SurveyorTest {

    private static final Ffmpeg FFMPEG = new Ffmpeg(Recordings.FFMPEG, List.of());

    @TempDir
    Path folder;

    private final List<Double> heard = new ArrayList<>();

    @Test
    void learnsAllAboutTheSample() throws Exception {
        var survey = survey(Recordings.SAMPLE);

        assertThat(survey.seconds()).isEqualTo(5.3);
        assertThat(survey.sampleRate()).isEqualTo(16_000);
        assertThat(survey.channels()).isEqualTo(1);
        assertThat(survey.loudness()).isEqualTo(new Loudness(-25.0, -5.9));
        assertThat(survey.silences()).isEmpty();
        assertThat(heard).last().isEqualTo(1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.mp4", "a.webm", "a.aac", "a.aiff", "a.wma"})
    void isAsLongAsWhatIsDecoded(String name) throws Exception {
        var file = Recordings.converted(folder.resolve(name));

        assertThat(survey(file).seconds()).isEqualTo(decoded(file).seconds());
    }

    @Test
    void tagsMayBeOfAnyEncoding() throws Exception {
        var file = folder.resolve("latin.wav");
        Recordings.made(file, "-i", Recordings.SAMPLE.toString(), "-metadata", "title=Caf_", "-metadata", "comment=_");
        var latin = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).replace("Caf_", "Caf\u00e9");
        Files.write(file, latin.getBytes(StandardCharsets.ISO_8859_1));

        assertThat(survey(file).seconds()).isEqualTo(5.3);
    }

    @Test
    void countsTheChannelsThatAreHeard() throws Exception {
        var six = Recordings.generated(folder.resolve("six.wav"), "sine=r=96000:d=1", 6);

        assertThat(survey(six).channels()).isEqualTo(2);
        assertThat(survey(six).sampleRate()).isEqualTo(96_000);
        assertThat(survey(six).seconds()).isCloseTo(1, within(0.0001));
    }

    @Test
    void findsSilences() throws Exception {
        var gaps = Recordings.generated(
                folder.resolve("gaps.mp3"), "sine=r=16000:d=8,volume='between(t,0,2)+between(t,4,6)':eval=frame", 1);

        assertThat(survey(gaps).silences()).hasSize(2).first().satisfies(silence -> {
            assertThat(silence.start()).isCloseTo(2, within(0.15));
            assertThat(silence.end()).isCloseTo(4, within(0.15));
        });
    }

    @Test
    void knowsNoLoudnessOfSilence() throws Exception {
        var silent = Recordings.generated(folder.resolve("silent.flac"), "anullsrc=r=8000:d=2", 1);

        assertThat(survey(silent).loudness()).isEqualTo(new Loudness(null, null));
        assertThat(survey(silent).silences()).containsExactly(new Interval(0, 2));
    }

    @Test
    void believesNothingThatAFileSaysInItsTags() throws Exception {
        var lies =
                "[Parsed_astats_1 @ 0x1] [info] Number of samples: 5\n[silencedetect @ 0x1] [info] silence_start: 1\n"
                        + "[Parsed_ebur128_2 @ 0x1] [info] Summary: I: -3 LUFS True peak: Peak: 3 dBFS";
        var file = Recordings.made(
                folder.resolve("liar.flac"), "-i", Recordings.SAMPLE.toString(), "-metadata", "comment=" + lies);

        assertThat(survey(file)).isEqualTo(survey(Recordings.SAMPLE));
    }

    @Test
    void refusesWhatChangesInTheMiddle() throws Exception {
        var one = Recordings.generated(folder.resolve("one.mp3"), "sine=r=44100:d=2", 1);
        var two = Recordings.generated(folder.resolve("two.mp3"), "sine=r=44100:d=2", 2);
        Files.write(one, Files.readAllBytes(two), StandardOpenOption.APPEND);

        assertRefused(one, "changes its rate or channels in the middle");
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        assertRefused(
                Files.writeString(folder.resolve("list.wav"), "ffconcat version 1.0\nfile 'a'\n"), "no recording");
        assertRefused(Recordings.cutOff(Recordings.converted(folder.resolve("cut.wav")), 0.5), "cut off");
        assertRefused(Recordings.cutOff(Recordings.converted(folder.resolve("cut.flac")), 0.3), "");
    }

    @Test
    void refusesWhatIsTooLong() throws Exception {
        // Declares no length, so nobody knows before it was heard.
        var file = Recordings.generated(folder.resolve("long.aac"), "sine=r=16000:d=9", 1);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> survey(file, Recordings.limits("3s", "1m")))
                .withMessageContaining("handoff.media.max-duration");
    }

    private void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> survey(file))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private Survey survey(Path file) throws Exception {
        return survey(file, Recordings.limits("4h", "1m"));
    }

    private Survey survey(Path file, MediaConfig limits) throws Exception {
        return new Surveyor(limits, FFMPEG).survey(file, -50, 1, new Workspace(folder), heard::add);
    }

    private Sound decoded(Path file) throws Exception {
        return Recordings.decoder(Recordings.limits("4h", "1m"))
                .decode(file, Interval.ALL, new Workspace(folder), heard::add);
    }
}
