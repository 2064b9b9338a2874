package dev.handoff.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TextTest {

    // Four Java characters, two code points.
    private static final String FACES = "😀😎";

    @Test
    void textUpToTheLimitStaysAsItIs() {
        assertThat(Text.shortened("", 0)).isEmpty();
        assertThat(Text.shortened("hello", 5)).isEqualTo("hello");
        assertThat(Text.fitted("hello", 5)).isEqualTo("hello");
    }

    @Test
    void longerTextKeepsItsBeginning() {
        assertThat(Text.shortened("hello", 4)).isEqualTo("hell…");
        assertThat(Text.shortened("hello", 0)).isEqualTo("…");
    }

    @Test
    void fittedTextHasTheEllipsisWithinTheLimit() {
        assertThat(Text.fitted("hello", 4)).isEqualTo("hel…");
        assertThat(Text.fitted("hello", 1)).isEqualTo("…");
    }

    @Test
    void charactersBeyondTheFirstPlaneCountOnce() {
        assertThat(Text.shortened(FACES, 2)).isEqualTo(FACES);
        assertThat(Text.fitted(FACES, 2)).isEqualTo(FACES);
        assertThat(Text.shortened(FACES + "!", 2)).isEqualTo(FACES + "…");
    }

    @Test
    void noCharacterIsCutInHalf() {
        var text = "a" + FACES.repeat(50);

        for (int kept = 0; kept < 101; kept++) {
            var shortened = Text.shortened(text, kept);
            assertThat(StandardCharsets.UTF_8.newEncoder().canEncode(shortened)).isTrue();
            assertThat(shortened.codePointCount(0, shortened.length())).isEqualTo(kept + 1);
        }
    }
}
