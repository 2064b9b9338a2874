package dev.handoff.domain.speaking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.domain.speaking.Comparison.Outcome;
import dev.handoff.domain.speaking.Comparison.Word;
import dev.handoff.kit.media.Pcm;
import dev.handoff.kit.provider.speech.Piece;
import dev.handoff.kit.provider.speech.Utterance;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComparisonTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "the cat sat down | the cat sat down | the cat sat down",
                "the cat sat down | The CAT, sat down! | the cat sat down",
                "the cat sat down | the cat down | the cat -sat down",
                "the cat sat | the big cat sat | the +big cat sat",
                "the cat sat | the dog sat | the -cat +dog sat",
                "one two three | three two one | -one -two three +two +one",
                "it's ill-disposed | IT’S ill disposed | it's ill disposed",
                "Їжак спить | їжак не спить | Їжак +не спить",
                "the cat | '' | -the -cat",
            })
    void wordsAreRightMissingOrAddedInOrder(String text, String said, String words) throws Exception {
        var compared = Comparison.of(text, List.of(utterance(said, 0, 10)));

        assertThat(compared.words().stream().map(ComparisonTest::shown).collect(Collectors.joining(" ")))
                .isEqualTo(words);
    }

    @Test
    void accuracyIsTheShareOfRightWordsInBoth() throws Exception {
        var compared = Comparison.of("a b c d", List.of(utterance("a b x d e f", 0, 6)));

        assertThat(compared.right()).isEqualTo(3);
        assertThat(compared.missing()).isEqualTo(1);
        assertThat(compared.added()).isEqualTo(3);
        assertThat(compared.accuracy()).isEqualTo(0.6);
        assertThat(Comparison.of("a", List.of()).accuracy()).isZero();
    }

    @Test
    void wordsHaveTimesWithinTheirPieces() throws Exception {
        var compared = Comparison.of("we come home", List.of(utterance("we come", 1, 4), utterance("home", 10, 12)));

        assertThat(compared.words())
                .containsExactly(
                        new Word("we", Outcome.RIGHT, 1.0, 2.0),
                        new Word("come", Outcome.RIGHT, 2.0, 4.0),
                        new Word("home", Outcome.RIGHT, 10.0, 12.0));
    }

    @Property(tries = 300)
    void noOtherAlignmentHasMorePairs(
            @ForAll @Size(max = 12) List<@CharRange(from = 'a', to = 'd') Character> first,
            @ForAll @Size(max = 12) List<@CharRange(from = 'a', to = 'd') Character> second)
            throws Exception {
        var text = first.stream().map(String::valueOf).toList();
        var spoken = second.stream().map(String::valueOf).toList();

        var pairs = Alignment.of(text, spoken);

        assertThat(pairs).hasSize(longest(text, spoken));
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(text.get(pairs.get(i).text()))
                    .isEqualTo(spoken.get(pairs.get(i).spoken()));
            if (i > 0) {
                assertThat(pairs.get(i).text()).isGreaterThan(pairs.get(i - 1).text());
                assertThat(pairs.get(i).spoken()).isGreaterThan(pairs.get(i - 1).spoken());
            }
        }
    }

    @Test
    void pauseIsASilenceOfHalfASecond() {
        var delivery = Delivery.of(20, List.of(piece(1, 3), piece(3.4, 5), piece(6.5, 11)));

        assertThat(delivery).isEqualTo(new Delivery(10, 120, List.of(new Delivery.Pause(5, 6.5)), 1.5));
        assertThat(Delivery.of(0, List.of())).isEqualTo(new Delivery(0, 0, List.of(), 0));
    }

    /** As textbooks have it, with a table of all beginnings. */
    private static int longest(List<String> first, List<String> second) {
        var table = new int[first.size() + 1][second.size() + 1];
        for (int i = 1; i <= first.size(); i++) {
            for (int j = 1; j <= second.size(); j++) {
                table[i][j] = first.get(i - 1).equals(second.get(j - 1))
                        ? table[i - 1][j - 1] + 1
                        : Math.max(table[i - 1][j], table[i][j - 1]);
            }
        }
        return table[first.size()][second.size()];
    }

    private static String shown(Word word) {
        return switch (word.outcome()) {
            case RIGHT -> word.text();
            case MISSING -> "-" + word.text();
            case ADDED -> "+" + word.text();
        };
    }

    private static Utterance utterance(String text, double start, double end) {
        return new Utterance(piece(start, end), text);
    }

    private static Piece piece(double start, double end) {
        return new Piece((long) (start * Pcm.RATE), (long) (end * Pcm.RATE));
    }
}
