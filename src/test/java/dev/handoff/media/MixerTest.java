package dev.handoff.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.storage.Workspace;
import dev.handoff.task.TaskCancelled;
import dev.handoff.task.TaskFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MixerTest {

    private static final Clip TALK = new Clip(Recordings.SAMPLE, 5.3);
    // Each channel of what was recorded in one gets half the power.
    private static final double MONO = -3.01;

    @TempDir
    Path folder;

    private final List<Double> heard = new ArrayList<>();

    @Test
    void isAsLongAsItsLayout() throws Exception {
        var mix = new Mix(
                List.of(plain(tone("intro.mp3", 500, 2.5)), new Part.Silence(1.25), speech(TALK), new Part.Silence(3)),
                List.of());

        var file = mix(mix);

        assertThat(Heard.of(file).samples()).hasSize(Math.toIntExact(Math.round(12.05 * 44_100)));
        assertThat(Recordings.said(file, "anull")).contains("44100 Hz, stereo, s32 (24 bit)");
        assertThat(heard).last().isEqualTo(1.0);
    }

    @Test
    void everyPartIsWhereTheLayoutSays() throws Exception {
        var intro = noise("intro.wav", 2, 7);
        var outro = noise("outro.flac", 3, 8);
        var mix = new Mix(
                List.of(plain(intro), speech(TALK), new Part.Silence(0.7), crossfaded(outro, 0), plain(intro)),
                List.of());

        var whole = Heard.of(mix(mix), 4410);

        var layout = Layout.of(mix);
        assertThat(whole.find(part(TALK, 1, 1.5)))
                .isCloseTo(layout.parts().get(1).start() + 1, within(0.01));
        assertThat(whole.find(part(outro, 0, 0.5)))
                .isCloseTo(layout.parts().get(3).start(), within(0.01));
        assertThat(whole.find(part(intro, 1, 1.5)))
                .isIn(1.0, layout.parts().get(4).start() + 1);
    }

    @Test
    void oneSoundAloneStaysAsItIs() throws Exception {
        var tone = tone("tone.wav", 300, 2);

        var rest = Heard.of(mix(new Mix(List.of(plain(tone)), List.of()))).without(Heard.of(tone.file()));

        assertThat(rest.level(0, 2)).isLessThan(-120);
    }

    @Test
    void gainsAndFadesAreWhatWasAskedFor() throws Exception {
        var tone = tone("tone.wav", 300, 6);
        double level = Heard.of(tone.file()).level(2, 4);

        var faded = Heard.of(mix(new Mix(List.of(new Part.Sounds(List.of(tone), -6, 2, 1, 0, false)), List.of())));

        assertThat(faded.level(2.5, 4.5)).isCloseTo(level - 6, within(0.05));
        assertThat(faded.level(0.95, 1.05)).isCloseTo(level - 12, within(0.3));
        assertThat(faded.level(0, 0.02)).isLessThan(level - 40);
        assertThat(faded.level(5.99, 6)).isLessThan(level - 40);
    }

    @Test
    void crossFadesKeepThePower() throws Exception {
        var first = noise("first.wav", 4, 1);
        var second = noise("second.wav", 5, 2);
        var mix = new Mix(List.of(plain(first), crossfaded(second, 2)), List.of());

        var whole = Heard.of(mix(mix));

        assertThat(whole.seconds()).isCloseTo(7, within(0.001));
        assertThat(whole.level(2, 4)).isCloseTo(whole.level(0, 2), within(0.5));
        assertThat(whole.without(Heard.of(first.file())).level(0, 2)).isLessThan(-100);
        assertThat(Heard.of(mix(mix), 4410).find(part(second, 1, 1.5))).isCloseTo(3, within(0.01));
    }

    @Test
    void filesOfOnePartHaveNoGap() throws Exception {
        var pieces =
                new Splitter(limits(), ffmpeg()).split(Recordings.SAMPLE, List.of(1.0, 2.2), workspace(), heard::add);
        var clips = List.of(new Clip(pieces.get(0), 1), new Clip(pieces.get(1), 1.2), new Clip(pieces.get(2), 3.1));
        var whole = Heard.of(mix(new Mix(List.of(plain(TALK)), List.of())));

        var joined = Heard.of(mix(new Mix(List.of(new Part.Sounds(clips, 0, 0, 0, 0, true)), List.of())));

        assertThat(joined.seconds()).isEqualTo(whole.seconds());
        // Each piece is brought to the rate of the mix by itself, which its last millisecond shows.
        assertThat(joined.without(whole).level(0, 5.3)).isLessThan(whole.level(0, 5.3) - 40);
    }

    @Test
    void musicGetsSofterByWhatWasAskedForWhileSomebodySpeaks() throws Exception {
        var parts = List.<Part>of(new Part.Silence(3), speech(talking(4)), new Part.Silence(6));
        var music = tone("music.mp3", 440, 2);

        var alone = music(parts, new Bed(music, 0, 2, -10, 0, 0, 12, true));

        double before = alone.level(1, 2.9);
        assertThat(before).isCloseTo(Heard.of(music.file()).level(0.5, 1.5) - 10, within(0.2));
        assertThat(alone.level(4, 6.9)).isCloseTo(before - 12, within(1.0));
        assertThat(alone.level(7.3, 7.6)).isBetween(before - 12, before - 5);
        assertThat(alone.level(9, 12)).isCloseTo(before, within(0.1));
    }

    @Test
    void musicStaysBelowOtherMusicAndBetweenWords() throws Exception {
        var parts = List.<Part>of(plain(noise("jingle.wav", 3, 5)), speech(TALK), plain(noise("jingle.wav", 3, 5)));

        var alone = music(parts, new Bed(tone("music.wav", 440, 12), 0, 2, 0, 0, 0, 15, false));

        double before = alone.level(0.5, 2.9);
        assertThat(alone.level(4, 8)).isLessThan(before - 9);
        assertThat(alone.level(8.4, 8.8)).isLessThan(before - 5);
        assertThat(alone.level(10.8, 11.2)).isCloseTo(before, within(0.5));
    }

    @Test
    void softSpeakersMoveTheMusicAsFarAsLoudOnes() throws Exception {
        var parts = List.<Part>of(
                new Part.Silence(1), new Part.Sounds(List.of(talking(4)), -15, 0, 0, 0, true), new Part.Silence(1));

        var alone = music(parts, new Bed(tone("music.wav", 440, 6), 0, 2, 0, 0, 0, 20, false));

        assertThat(alone.level(2, 4.9)).isCloseTo(alone.level(0.2, 0.9) - 20, within(1.0));
    }

    @Test
    void musicIsRepeatedWithoutAGapAndCutWithAFade() throws Exception {
        var music = tone("music.mp3", 440, 2);
        var parts = List.<Part>of(new Part.Silence(1), new Part.Silence(7), new Part.Silence(2));

        var whole = Heard.of(mix(new Mix(parts, List.of(new Bed(music, 1, 1, 0, 1, 2, 0, true)))));

        double level = Heard.of(music.file()).level(0.5, 1.5);
        assertThat(whole.level(0, 1)).isLessThan(-120);
        assertThat(whole.level(2.9, 3.1)).isCloseTo(level, within(0.1));
        assertThat(whole.level(4.95, 5.05)).isCloseTo(level, within(0.1));
        assertThat(whole.level(6.95, 7.05)).isCloseTo(level - 6, within(0.3));
        assertThat(whole.level(8, 10)).isLessThan(-120);
    }

    @Test
    void musicThatIsOverIsOver() throws Exception {
        var whole = Heard.of(mix(new Mix(
                List.of(new Part.Silence(5)), List.of(new Bed(tone("music.wav", 440, 2), 0, 0, 0, 0, 0.5, 0, false)))));

        assertThat(whole.level(0, 1.4)).isGreaterThan(-30);
        assertThat(whole.level(2, 5)).isLessThan(-120);
        assertThat(whole.seconds()).isEqualTo(5);
    }

    @Test
    void whatIsTooLoudTogetherIsLimited() throws Exception {
        var tone = tone("tone.wav", 440, 2);
        var parts = List.<Part>of(new Part.Sounds(List.of(tone), 17, 0, 0, 0, false));

        var whole = Heard.of(mix(new Mix(parts, List.of(new Bed(tone, 0, 0, 17, 0, 0, 0, false)))));

        assertThat(whole.samples()).doesNotContain(Double.NaN);
        // A sine with its tops cut off would be louder than one that just fits.
        assertThat(whole.level(0.5, 1.5)).isCloseTo(-3, within(0.3));
    }

    @Test
    void theSameMixMakesTheSameFile() throws Exception {
        var mix = new Mix(
                List.of(plain(noise("intro.mp3", 2, 3)), crossfaded(TALK, 1), speech(TALK)),
                List.of(new Bed(tone("music.mp3", 440, 2), 0, 2, -12, 1, 1, 12, true)));
        var first = Files.readAllBytes(mix(mix));

        assertThat(mix(mix)).hasBinaryContent(first);
    }

    @Test
    void manyFilesOfDifferentKindsBecomeOneSound() throws Exception {
        var low = Recordings.generated(folder.resolve("low.wav"), "sine=r=8000:d=0.5", 1);
        var six = Recordings.generated(folder.resolve("six.flac"), "sine=r=96000:d=0.5", 6);
        var part = plain(new Clip(low, 0.5));
        var parts = new ArrayList<Part>(Collections.nCopies(60, part));
        parts.addAll(Collections.nCopies(60, plain(new Clip(six, 0.5))));

        assertThat(Heard.of(mix(new Mix(parts, List.of()))).seconds()).isEqualTo(60);
    }

    @Test
    void refusesWhatIsNoRecording() throws Exception {
        var file = Files.writeString(folder.resolve("list.wav"), "ffconcat version 1.0\nfile '/etc/passwd'\n");
        var hidden = Files.writeString(
                folder.resolve("talk.mp3"), "ID3\4\0\0\0\0\0\0ffconcat version 1.0\nfile other.wav\n# long enough\n");

        for (var each : List.of(file, hidden)) {
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> mix(new Mix(List.of(plain(new Clip(each, 3))), List.of())))
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        }
    }

    @Test
    void refusesWhatIsTooLong() {
        var mix = new Mix(List.of(new Part.Silence(5 * 3600)), List.of());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> mix(mix))
                .withMessageContaining("handoff.media.max-duration");
    }

    @Test
    void whatHearsOfTheProgressMayEndIt() {
        var mix = new Mix(List.of(new Part.Silence(3600)), List.of());

        assertThatThrownBy(() -> new Mixer(limits(), ffmpeg()).mix(mix, workspace(), _ -> {
                    throw new TaskCancelled("cancelled by its owner");
                }))
                .isInstanceOf(TaskCancelled.class);
    }

    /** What is left of a mix when the same without the music is taken away. */
    private Heard music(List<Part> parts, Bed bed) throws Exception {
        var with = Heard.of(mix(new Mix(parts, List.of(bed))));
        return with.without(Heard.of(mix(new Mix(parts, List.of()))));
    }

    private Path mix(Mix mix) throws Exception {
        return new Mixer(limits(), ffmpeg()).mix(mix, workspace(), heard::add);
    }

    private Heard part(Clip clip, double from, double to) throws Exception {
        return Heard.of(clip.file(), 4410).part(from, to);
    }

    private static Part.Sounds plain(Clip clip) {
        return new Part.Sounds(List.of(clip), 0, 0, 0, 0, false);
    }

    private static Part.Sounds crossfaded(Clip clip, double seconds) {
        return new Part.Sounds(List.of(clip), 0, 0, 0, seconds, false);
    }

    private static Part.Sounds speech(Clip clip) {
        return new Part.Sounds(List.of(clip), 0, 0, 0, 0, true);
    }

    /** Syllables without a pause between words. */
    private Clip talking(double seconds) throws Exception {
        var graph = "anoisesrc=r=44100:a=0.3:c=pink:seed=9:d=" + seconds + ",volume='0.6+0.4*sin(25*t)':eval=frame";
        return new Clip(Recordings.generated(fresh("talking.wav"), graph, 1), seconds);
    }

    private Clip tone(String name, int frequency, double seconds) throws Exception {
        var graph = "sine=r=44100:f=" + frequency + ":d=" + seconds;
        return new Clip(Recordings.generated(fresh(name), graph, 2), seconds);
    }

    private Clip noise(String name, double seconds, int seed) throws Exception {
        var graph = "anoisesrc=r=44100:a=0.2:seed=" + seed + ":d=" + seconds;
        return new Clip(Recordings.generated(fresh(name), graph, 2), seconds);
    }

    private Path fresh(String name) throws Exception {
        return Files.createTempDirectory(folder, "made-").resolve(name);
    }

    private Workspace workspace() throws Exception {
        return new Workspace(Files.createTempDirectory(folder, "workspace-"));
    }

    private static MediaConfig limits() {
        return Recordings.limits("4h", "1m");
    }

    private static Ffmpeg ffmpeg() {
        return new Ffmpeg(Recordings.FFMPEG, List.of());
    }
}
