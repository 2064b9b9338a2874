package dev.handoff.kit.media;

import static dev.handoff.kit.media.Mixing.TALK;
import static dev.handoff.kit.media.Mixing.plain;
import static dev.handoff.kit.media.Mixing.speech;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Music below what else there is. */
class DuckingTest {

    @TempDir
    Path folder;

    private Mixing mixing;

    @BeforeEach
    void mixing() {
        mixing = new Mixing(folder, new ArrayList<>());
    }

    @Test
    void musicGetsSofterByWhatWasAskedForWhileSomebodySpeaks() throws Exception {
        var parts = List.<Part>of(new Part.Silence(3), speech(mixing.talking(4)), new Part.Silence(6));
        var music = mixing.tone("music.mp3", 440, 2);

        var alone = mixing.music(parts, new MusicBed(music, 0, 2, -10, 0, 0, 12, true));

        double before = alone.level(1, 2.9);
        assertThat(before).isCloseTo(Heard.of(music.file()).level(0.5, 1.5) - 10, within(0.2));
        assertThat(alone.level(4, 6.9)).isCloseTo(before - 12, within(1.0));
        assertThat(alone.level(7.3, 7.6)).isBetween(before - 12, before - 5);
        assertThat(alone.level(9, 12)).isCloseTo(before, within(0.1));
    }

    @Test
    void musicStaysBelowOtherMusicAndBetweenWords() throws Exception {
        var parts = List.<Part>of(
                plain(mixing.noise("jingle.wav", 3, 5)), speech(TALK), plain(mixing.noise("jingle.wav", 3, 5)));

        var alone = mixing.music(parts, new MusicBed(mixing.tone("music.wav", 440, 12), 0, 2, 0, 0, 0, 15, false));

        double before = alone.level(0.5, 2.9);
        assertThat(alone.level(4, 8)).isLessThan(before - 9);
        assertThat(alone.level(8.4, 8.8)).isLessThan(before - 5);
        assertThat(alone.level(10.8, 11.2)).isCloseTo(before, within(0.5));
    }

    @Test
    void softSpeakersMoveTheMusicAsFarAsLoudOnes() throws Exception {
        var parts = List.<Part>of(
                new Part.Silence(1),
                new Part.Sounds(List.of(mixing.talking(4)), -15, 0, 0, 0, true),
                new Part.Silence(1));

        var alone = mixing.music(parts, new MusicBed(mixing.tone("music.wav", 440, 6), 0, 2, 0, 0, 0, 20, false));

        assertThat(alone.level(2, 4.9)).isCloseTo(alone.level(0.2, 0.9) - 20, within(1.0));
    }

    @Test
    void musicIsRepeatedWithoutAGapAndCutWithAFade() throws Exception {
        var music = mixing.tone("music.m4a", 440, 2);
        var parts = List.<Part>of(new Part.Silence(1), new Part.Silence(7), new Part.Silence(2));

        var whole = Heard.of(mixing.mix(new Mix(parts, List.of(new MusicBed(music, 1, 1, 0, 1, 2, 0, true)))));

        double level = Heard.of(music.file()).level(0.5, 1.5);
        assertThat(whole.level(0, 1)).isLessThan(-120);
        assertThat(whole.level(2.9, 3.1)).isCloseTo(level, within(0.1));
        assertThat(whole.level(4.95, 5.05)).isCloseTo(level, within(0.1));
        assertThat(whole.level(6.95, 7.05)).isCloseTo(level - 6, within(0.3));
        assertThat(whole.level(8, 10)).isLessThan(-120);
    }

    @Test
    void nothingElseInTheWorkspaceIsTouched() throws Exception {
        var workspace = mixing.workspace();
        var mine = Files.writeString(workspace.folder().resolve("piece-000.flac"), "mine");
        var bed = new MusicBed(mixing.tone("music.mp3", 440, 2), 0, 0, 0, 0, 0, 0, true);

        new Mixer(Mixing.LIMITS, Mixing.FFMPEG)
                .mix(new Mix(List.of(new Part.Silence(5)), List.of(bed)), workspace, _ -> {});

        assertThat(mine).hasContent("mine");
    }

    @Test
    void musicThatIsOverIsOver() throws Exception {
        var whole = Heard.of(mixing.mix(new Mix(
                List.of(new Part.Silence(5)),
                List.of(new MusicBed(mixing.tone("music.wav", 440, 2), 0, 0, 0, 0, 0.5, 0, false)))));

        assertThat(whole.level(0, 1.4)).isGreaterThan(-30);
        assertThat(whole.level(2, 5)).isLessThan(-120);
        assertThat(whole.seconds()).isEqualTo(5);
    }
}
