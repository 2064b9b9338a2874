package dev.handoff.kit.provider.voice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.provider.voice.TextLimit.Unit;
import java.nio.charset.StandardCharsets;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class TextLimitTest {

    @Test
    void leavesAShortTextInOnePiece() {
        assertThat(characters(100).pieces("  One. Two. Three. \n")).containsExactly("One. Two. Three.");
    }

    @Test
    void hasNothingToSayAboutNothing() {
        assertThat(characters(100).pieces(" \n\t ")).isEmpty();
    }

    @Test
    void cutsAtTheLastSentenceThatFits() {
        assertThat(characters(20).pieces("One two. Three four. Five six seven eight."))
                .containsExactly("One two. Three four.", "Five six seven", "eight.");
    }

    @Test
    void leavesQuotesWithTheirSentence() {
        assertThat(characters(20).pieces("“Is it so?” She said no more."))
                .containsExactly("“Is it so?”", "She said no more.");
    }

    @Test
    void isNotMisledByAPointWithinANumber() {
        assertThat(characters(12).pieces("It is 3.14159265")).containsExactly("It is", "3.14159265");
    }

    @Test
    void cutsChineseThoughItHasNoSpaces() {
        assertThat(characters(8).pieces("今天天气很好。我们去公园。")).containsExactly("今天天气很好。", "我们去公园。");
    }

    @Test
    void cutsAfterAHeading() {
        assertThat(characters(20).pieces("Chapter one\n\nIt was a dark night."))
                .containsExactly("Chapter one", "It was a dark night.");
    }

    @Test
    void countsBytesWhereBytesAreLimited() {
        assertThat(new TextLimit(8, Unit.BYTES).pieces("ööö ööö")).containsExactly("ööö", "ööö");
    }

    @Test
    void cutsNoCharacterInTwo() {
        assertThat(characters(3).pieces("a😀😀")).containsExactly("a😀", "😀");
    }

    @Property
    void losesNothingAndKeepsTheLimit(
            @ForAll @StringLength(max = 200) String text, @ForAll @IntRange(min = 4, max = 50) int most) {
        for (var unit : Unit.values()) {
            var pieces = new TextLimit(most, unit).pieces(text);

            assertThat(withoutSpace(String.join("", pieces))).isEqualTo(withoutSpace(text));
            assertThat(pieces).allSatisfy(piece -> {
                assertThat(piece).isNotBlank();
                assertThat(unit == Unit.BYTES ? piece.getBytes(StandardCharsets.UTF_8).length : piece.length())
                        .isLessThanOrEqualTo(most);
            });
        }
    }

    private static String withoutSpace(String text) {
        return text.codePoints()
                .filter(character -> !Character.isWhitespace(character))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static TextLimit characters(int most) {
        return new TextLimit(most, Unit.CHARACTERS);
    }
}
