package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MetadataTest {

    @Test
    void isAFileOfFfmpeg() {
        var metadata = new Metadata(
                Map.of(Tag.TITLE, "Emma", Tag.ARTIST, "Jane Austen"),
                List.of(new Chapter("One", 0, 1.5), new Chapter("Two", 1.5, 3)));

        assertThat(metadata.text(AudioFormat.MP3)).isEqualTo("""
                ;FFMETADATA1
                title=Emma
                artist=Jane Austen
                [CHAPTER]
                TIMEBASE=1/1000
                START=0
                END=1500
                title=One
                [CHAPTER]
                TIMEBASE=1/1000
                START=1500
                END=3000
                title=Two
                """);
    }

    @Test
    void textsCantEndTheirLines() {
        var metadata = new Metadata(
                Map.of(Tag.COMMENT, "a=b;c#d\\\r\n[CHAPTER]\u0000\u001b"),
                List.of(new Chapter("x\r[CHAPTER]\ny", 0, 1)));

        assertThat(metadata.text(AudioFormat.MP3))
                .contains("comment=a\\=b\\;c\\#d\\\\\\\n[CHAPTER]  \n")
                .contains("title=x [CHAPTER] y\n");
    }

    @Test
    void nonsenseIsRefused() {
        assertRefused("1 to 500 characters, had 0", () -> new Chapter("", 0, 1));
        assertRefused("had 501", () -> new Chapter("x".repeat(501), 0, 1));
        assertRefused("chapter at 2.0 s must end later, was 2.0", () -> new Chapter("x", 2, 2));
        assertRefused("must end later", () -> new Chapter("x", Double.NaN, 2));
        assertRefused(
                "must not begin before the one before it ends, at 2.0 s, was at 1.0 s",
                () -> new Metadata(Map.of(), List.of(new Chapter("x", 0, 2), new Chapter("y", 1, 3))));
        assertRefused(
                "the comment must have at most 10000 characters, had 10001",
                () -> new Metadata(Map.of(Tag.COMMENT, "x".repeat(10_001)), List.of()));
        assertRefused("at most 255 chapters in m4a, were 256", () -> new Metadata(Map.of(), chapters(256))
                .text(AudioFormat.M4A));
    }

    @Test
    void longTitlesAreShortenedWhereTheFormatCountsTheirBytes() {
        var metadata = new Metadata(Map.of(), List.of(new Chapter("ж".repeat(500), 0, 1)));

        assertThat(metadata.text(AudioFormat.M4A)).endsWith("title=" + "ж".repeat(126) + "…\n");
        assertThat(metadata.text(AudioFormat.MP3)).endsWith("title=" + "ж".repeat(500) + "\n");
    }

    @Test
    void signsBeyondTheFirstPlaneCountOnce() {
        var title = "😀".repeat(500);

        assertThat(new Metadata(Map.of(Tag.COMMENT, "😀".repeat(10_000)), List.of(new Chapter(title, 0, 1)))
                        .text(AudioFormat.MP3))
                .endsWith("title=" + title + "\n");
    }

    private static List<Chapter> chapters(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> new Chapter("Chapter " + i, i, i + 1))
                .toList();
    }

    private static void assertRefused(String reason, Runnable nonsense) {
        assertThatIllegalArgumentException().isThrownBy(nonsense::run).withMessageContaining(reason);
    }
}
