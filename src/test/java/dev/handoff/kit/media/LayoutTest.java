package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayoutTest {

    private static final Clip TEN = clip(10);

    @Test
    void partsFollowOneAnother() {
        var layout = layout(sounds(0, 10), new Part.Silence(2.5), sounds(0, 3, 4));

        assertThat(layout.parts())
                .containsExactly(new Interval(0, 10), new Interval(10, 12.5), new Interval(12.5, 19.5));
        assertThat(layout.seconds()).isEqualTo(19.5);
    }

    @Test
    void crossFadesBeginBeforeTheEndOfThePartBefore() {
        var layout = layout(sounds(0, 10), sounds(2, 6), sounds(4, 5));

        assertThat(layout.parts()).containsExactly(new Interval(0, 10), new Interval(8, 14), new Interval(10, 15));
    }

    @Test
    void musicBeginsAndEndsWithItsParts() {
        var parts = List.<Part>of(sounds(0, 4), sounds(1, 8), sounds(0, 20));

        var layout = Layout.of(new Mix(parts, List.of(bed(0, 1, true), bed(1, 2, false), bed(0, 0, false))));

        assertThat(layout.beds()).containsExactly(new Interval(0, 11), new Interval(3, 13), new Interval(0, 4));
    }

    @Test
    void noCrossFadeIsLongerThanWhatItFades() {
        assertRefused("the cross-fade into a part of 3.0 s must be from 0.0 to 3.0 s, was 5.0", () -> sounds(5, 3));
        assertRefused("part 1 begins 5.0 s before the end", () -> layout(sounds(0, 4), sounds(5, 10)));
        assertRefused("part 0 begins 1.0 s before the end", () -> layout(sounds(1, 4)));
        assertRefused(
                "part 2 begins 3.0 s before the end of the part before it, which has 2.0 s",
                () -> layout(sounds(0, 9), sounds(2, 4), sounds(3, 9)));
    }

    @Test
    void noFadeIsLongerThanWhatItFades() {
        assertRefused("fade-in of a part of 3.0 s", () -> new Part.Sounds(List.of(clip(3)), 0, 4, 0, 0, false));
        assertRefused("fade-out of a part of 3.0 s", () -> new Part.Sounds(List.of(clip(3)), 0, 0, 4, 0, false));
        var mix = new Mix(List.of(sounds(0, 5)), List.of(new MusicBed(TEN, 0, 0, 0, 3, 3, 0, false)));
        assertRefused("music of 5.0 s below parts 0 to 0 is shorter than", () -> Layout.of(mix));
    }

    @Test
    void numbersThatMeanNothingAreRefused() {
        assertRefused("was NaN", () -> clip(Double.NaN));
        assertRefused("the length of a.wav must be more than 0 s, was 0.0", () -> clip(0));
        assertRefused("a silence must be more than 0 s", () -> new Part.Silence(Double.POSITIVE_INFINITY));
        assertRefused("gain of a part", () -> new Part.Sounds(List.of(TEN), 51, 0, 0, 0, false));
        assertRefused("a file at least", () -> new Part.Sounds(List.of(), 0, 0, 0, 0, false));
        assertRefused("ducking of music", () -> new MusicBed(TEN, 0, 0, 0, 0, 0, -1, false));
        assertRefused("gain of music", () -> new MusicBed(TEN, 0, 0, Double.NaN, 0, 0, 0, false));
        assertRefused("repeated must have 1.0 s", () -> new MusicBed(clip(0.5), 0, 0, 0, 0, 0, 0, true));
        assertRefused("no earlier, was 3 to 2", () -> bed(3, 2, true));
    }

    @Test
    void aMixHasPartsAndNotTooMany() {
        assertRefused("1 to 1000 parts, had 0", () -> new Mix(List.of(), List.of()));
        assertRefused(
                "at most 200 files, had 201",
                () -> layout(new Part.Sounds(Collections.nCopies(201, TEN), 0, 0, 0, 0, false)));
        assertRefused(
                "below part 1, the last part is 0", () -> new Mix(List.of(sounds(0, 1)), List.of(bed(0, 1, true))));
    }

    private static void assertRefused(String reason, Runnable nonsense) {
        assertThatIllegalArgumentException().isThrownBy(nonsense::run).withMessageContaining(reason);
    }

    private static Layout layout(Part... parts) {
        return Layout.of(new Mix(List.of(parts), List.of()));
    }

    private static Part.Sounds sounds(double crossfade, double... seconds) {
        var clips = Arrays.stream(seconds).mapToObj(LayoutTest::clip).toList();
        return new Part.Sounds(clips, 0, 0, 0, crossfade, false);
    }

    private static MusicBed bed(int first, int last, boolean loop) {
        return new MusicBed(TEN, first, last, 0, 0, 0, 0, loop);
    }

    private static Clip clip(double seconds) {
        return new Clip(Path.of("a.wav"), seconds);
    }
}
