package dev.handoff.kit.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    void textFitsIntoBytes() {
        assertThat(Text.fittedToBytes("ж".repeat(4), 8)).isEqualTo("жжжж");
        assertThat(Text.fittedToBytes("ж".repeat(5), 8)).isEqualTo("жж…");
        assertThat(Text.fittedToBytes("a" + FACES, 8)).isEqualTo("a😀…");
        assertThat(Text.fittedToBytes(FACES, Integer.MAX_VALUE)).isEqualTo(FACES);
    }

    @Test
    void whatIsNoUtf8IsReadAllTheSame(@TempDir Path folder) throws IOException {
        var file = Files.write(folder.resolve("said"), new byte[] {'a', (byte) 0xe9, 'b', '\n', (byte) 0xd0});

        assertThat(Text.read(file)).isEqualTo("a\ufffdb\n\ufffd");
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
