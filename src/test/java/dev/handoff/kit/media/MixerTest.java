package dev.handoff.kit.media;

import static dev.handoff.kit.media.Mixing.TALK;
import static dev.handoff.kit.media.Mixing.crossfaded;
import static dev.handoff.kit.media.Mixing.plain;
import static dev.handoff.kit.media.Mixing.speech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.task.TaskCancelled;
import dev.handoff.task.TaskFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixerTest {

    @TempDir
    Path folder;

    private Mixing mixing;

    @BeforeEach
    void mixing() {
        mixing = new Mixing(folder, new ArrayList<>());
    }

    @Test
    void isAsLongAsItsLayout() throws Exception {
        var mix = new Mix(
                List.of(
                        plain(mixing.tone("intro.mp3", 500, 2.5)),
                        new Part.Silence(1.25),
                        speech(TALK),
                        new Part.Silence(3)),
                List.of());

        var file = mixing.mix(mix);

        assertThat(Heard.of(file).samples()).hasSize(Math.toIntExact(Math.round(12.05 * 44_100)));
        assertThat(Recordings.said(file, "anull")).contains("44100 Hz, stereo, s32 (24 bit)");
        assertThat(mixing.heard()).last().isEqualTo(1.0);
    }

    @Test
    void everyPartIsWhereTheLayoutSays() throws Exception {
        var intro = mixing.noise("intro.wav", 2, 7);
        var outro = mixing.noise("outro.flac", 3, 8);
        var mix = new Mix(
                List.of(plain(intro), speech(TALK), new Part.Silence(0.7), crossfaded(outro, 0), plain(intro)),
                List.of());

        var whole = Heard.of(mixing.mix(mix), 4410);

        var layout = Layout.of(mix);
        assertThat(whole.find(mixing.part(TALK, 1, 1.5)))
                .isCloseTo(layout.parts().get(1).start() + 1, within(0.01));
        assertThat(whole.find(mixing.part(outro, 0, 0.5)))
                .isCloseTo(layout.parts().get(3).start(), within(0.01));
        assertThat(whole.find(mixing.part(intro, 1, 1.5)))
                .isIn(1.0, layout.parts().get(4).start() + 1);
    }

    @Test
    void oneSoundAloneStaysAsItIs() throws Exception {
        var tone = mixing.tone("tone.wav", 300, 2);

        var rest =
                Heard.of(mixing.mix(new Mix(List.of(plain(tone)), List.of()))).without(Heard.of(tone.file()));

        assertThat(rest.level(0, 2)).isLessThan(-120);
    }

    @Test
    void gainsAndFadesAreWhatWasAskedFor() throws Exception {
        var tone = mixing.tone("tone.wav", 300, 6);
        double level = Heard.of(tone.file()).level(2, 4);

        var faded =
                Heard.of(mixing.mix(new Mix(List.of(new Part.Sounds(List.of(tone), -6, 2, 1, 0, false)), List.of())));

        assertThat(faded.level(2.5, 4.5)).isCloseTo(level - 6, within(0.05));
        assertThat(faded.level(0.95, 1.05)).isCloseTo(level - 12, within(0.3));
        assertThat(faded.level(0, 0.02)).isLessThan(level - 40);
        assertThat(faded.level(5.99, 6)).isLessThan(level - 40);
    }

    @Test
    void crossFadesKeepThePower() throws Exception {
        var first = mixing.noise("first.wav", 4, 1);
        var second = mixing.noise("second.wav", 5, 2);
        var mix = new Mix(List.of(plain(first), crossfaded(second, 2)), List.of());

        var whole = Heard.of(mixing.mix(mix));

        assertThat(whole.seconds()).isCloseTo(7, within(0.001));
        assertThat(whole.level(2, 4)).isCloseTo(whole.level(0, 2), within(0.5));
        assertThat(whole.without(Heard.of(first.file())).level(0, 2)).isLessThan(-100);
        assertThat(Heard.of(mixing.mix(mix), 4410).find(mixing.part(second, 1, 1.5)))
                .isCloseTo(3, within(0.01));
    }

    @Test
    void filesOfOnePartHaveNoGap() throws Exception {
        var pieces = new Splitter(Mixing.LIMITS, Mixing.FFMPEG)
                .split(Recordings.SAMPLE, List.of(1.0, 2.2), mixing.workspace(), mixing.heard()::add);
        var clips = List.of(new Clip(pieces.get(0), 1), new Clip(pieces.get(1), 1.2), new Clip(pieces.get(2), 3.1));
        var whole = Heard.of(mixing.mix(new Mix(List.of(plain(TALK)), List.of())));

        var joined = Heard.of(mixing.mix(new Mix(List.of(new Part.Sounds(clips, 0, 0, 0, 0, true)), List.of())));

        assertThat(joined.seconds()).isEqualTo(whole.seconds());
        // Each piece is brought to the rate of the mix by itself, which its last millisecond shows.
        assertThat(joined.without(whole).level(0, 5.3)).isLessThan(whole.level(0, 5.3) - 40);
    }

    @Test
    void whatIsTooLoudTogetherIsLimited() throws Exception {
        var tone = mixing.tone("tone.wav", 440, 2);
        var parts = List.<Part>of(new Part.Sounds(List.of(tone), 17, 0, 0, 0, false));

        var whole = Heard.of(mixing.mix(new Mix(parts, List.of(new MusicBed(tone, 0, 0, 17, 0, 0, 0, false)))));

        assertThat(whole.samples()).doesNotContain(Double.NaN);
        // A sine with its tops cut off would be louder than one that just fits.
        assertThat(whole.level(0.5, 1.5)).isCloseTo(-3, within(0.3));
    }

    @Test
    void theSameMixMakesTheSameFile() throws Exception {
        var mix = new Mix(
                List.of(plain(mixing.noise("intro.mp3", 2, 3)), crossfaded(TALK, 1), speech(TALK)),
                List.of(new MusicBed(mixing.tone("music.mp3", 440, 2), 0, 2, -12, 1, 1, 12, true)));
        var first = Files.readAllBytes(mixing.mix(mix));

        assertThat(mixing.mix(mix)).hasBinaryContent(first);
    }

    @Test
    void manyFilesOfDifferentKindsBecomeOneSound() throws Exception {
        var low = Recordings.generated(folder.resolve("low.wav"), "sine=r=8000:d=0.5", 1);
        var six = Recordings.generated(folder.resolve("six.flac"), "sine=r=96000:d=0.5", 6);
        var part = plain(new Clip(low, 0.5));
        var parts = new ArrayList<Part>(Collections.nCopies(60, part));
        parts.addAll(Collections.nCopies(60, plain(new Clip(six, 0.5))));

        assertThat(Heard.of(mixing.mix(new Mix(parts, List.of()))).seconds()).isEqualTo(60);
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        var file = Files.writeString(folder.resolve("list.wav"), "ffconcat version 1.0\nfile '/etc/passwd'\n");
        var hidden = Files.writeString(
                folder.resolve("talk.mp3"), "ID3\4\0\0\0\0\0\0ffconcat version 1.0\nfile other.wav\n# long enough\n");

        for (var each : List.of(file, hidden)) {
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> mixing.mix(new Mix(List.of(plain(new Clip(each, 3))), List.of())))
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        }
    }

    @Test
    void refusesWhatIsTooLong() {
        var mix = new Mix(List.of(new Part.Silence(5 * 3600)), List.of());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> mixing.mix(mix))
                .withMessageContaining("handoff.media.max-duration");
    }

    @Test
    void whatHearsOfTheProgressMayEndIt() {
        var mix = new Mix(List.of(new Part.Silence(3600)), List.of());

        assertThatThrownBy(() -> new Mixer(Mixing.LIMITS, Mixing.FFMPEG).mix(mix, mixing.workspace(), _ -> {
                    throw new TaskCancelled("cancelled by its owner");
                }))
                .isInstanceOf(TaskCancelled.class);
    }
}
