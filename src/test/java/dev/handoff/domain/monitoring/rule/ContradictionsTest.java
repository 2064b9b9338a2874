package dev.handoff.domain.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContradictionsTest {

    private static final String[] SIGNS = {"a", "k", "7", "é", " ", "\n", "\u212a"};
    private static final List<String> TEXTS = texts(3);

    /** With the searches of all runs, which are few because the classes are. */
    private static final Contradictions CONTRADICTIONS = new Contradictions(100);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a^b",
                "a$b",
                "x\\b\\Bx",
                "\\z.",
                ".\\A",
                "[^\\s\\S]",
                "[^\\x{0}-\\x{10FFFF}]",
                "(?i)foo(^bar|\\Bbaz\\b\\d)",
                "(?m)a$b",
                "^\\bé",
                "a\\b7",
                "(?:^a){2}",
                "(a|b)+^(c|d)",
                "\\Qa+b\\E^c",
                "[[:alpha:]]\\B[^[:word:]]",
                "(?P<it>a)(?s:.)(?i-s)(?:^|\\z)7"
            })
    void expressionThatNoTextMatchesIsFound(String expression) {
        assertThat(CONTRADICTIONS.isIn(expression)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a|b^c",
                "(?m)a$\\n^b",
                "(^|\\s)free\\b",
                "\\bk\\b",
                "(?i)k\\bk",
                "\\p{Han}\\B\\p{Han}",
                "[\\x{1F600}-\\x{1F64F}]{3}",
                "[^\\x{0}-\\x{FFFF}]",
                "[A-[:alpha:]]",
                "[]a]\\b[^]a]",
                "[\\]^]",
                "x{0}^y",
                "(?:a^)*b",
                "a{,2}",
                "a{1",
                "(?s)a.^?b",
                "a\\Q^\\Eb",
                "\\Q\\Ea*^b",
                "\\d{3}\\b\\pN*7",
                "\\bé\\b",
                "(?i)z\\b\\w",
                "\\141\\x62\\x{63}"
            })
    void expressionThatATextMatchesIsNot(String expression) {
        assertThat(CONTRADICTIONS.isIn(expression)).isFalse();
    }

    @Property
    void whatMatchesASmallTextIsNoContradiction(@ForAll("expressions") String expression) {
        Pattern compiled;
        try {
            compiled = Pattern.compile(expression);
        } catch (PatternSyntaxException malformed) {
            return;
        }
        if (CONTRADICTIONS.isIn(expression)) {
            assertThat(TEXTS).noneMatch(text -> compiled.matcher(text).find());
        }
    }

    @Test
    void patternThatCanMatchNothingIsRefused() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> new Ruleset(List.of(new Rule("r", Kind.PATTERNS, List.of("a", "a^b", "№\\B5")))))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .extracting(Violation::field)
                        .containsExactly("/entries/1"));
    }

    @Test
    void ruleOfManyContradictionsIsCheckedSoon() {
        var few = new Contradictions(1);

        assertThat(few.isIn("[0-1]\\B[^\\w]")).isTrue();
        assertThat(few.isIn("[0-2]\\B[^\\w]")).isFalse();
    }

    @Provide
    Arbitrary<String> expressions() {
        var parts = Arbitraries.of(
                "a",
                "k",
                "7",
                "é",
                " ",
                "\n",
                ".",
                "\\w",
                "\\W",
                "\\s",
                "\\S",
                "[^a]",
                "[^\\s\\S]",
                "[ak]",
                "[]a]",
                "[^]a-z]",
                "[[:alpha:]]",
                "[A-[:alpha:]]",
                "\\pL",
                "^",
                "$",
                "\\b",
                "\\B",
                "\\A",
                "\\z",
                "^",
                "\\b",
                "(?i)",
                "(?m)",
                "(?s-i)",
                "(",
                "(?i:",
                "(?P<n>",
                ")",
                "|",
                "*",
                "+?",
                "?",
                "{2}",
                "{1,}",
                "{0,2}",
                "{,2}",
                "\\Qa^\\E",
                "\\Q\\E",
                "]",
                "{",
                "}");
        var sequences = parts.list().ofMinSize(1).ofMaxSize(7).map(it -> String.join("", it));
        return Arbitraries.oneOf(
                sequences, sequences.list().ofSize(2).map(it -> "(?:" + String.join(")(|", it) + ")" + it.getFirst()));
    }

    private static List<String> texts(int longest) {
        var texts = new ArrayList<>(List.of(""));
        int begin = 0;
        for (int length = 1; length <= longest; length++) {
            int end = texts.size();
            for (var shorter : List.copyOf(texts.subList(begin, end))) {
                for (var sign : SIGNS) {
                    texts.add(shorter + sign);
                }
            }
            begin = end;
        }
        return texts;
    }
}
