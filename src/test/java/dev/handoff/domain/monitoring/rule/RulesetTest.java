package dev.handoff.domain.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.event.Scans.Message;
import dev.handoff.task.Invalid;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RulesetTest {

    private static final Duration LONG = Duration.ofSeconds(20);

    // As slow as a pattern may be: hundreds of threads for each character.
    private static final String SLOW = "(x+x+)+(x?){450}yN";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "free crypto",
                "Get FREE\tCrypto!",
                "free-crypto",
                "fr\u200bee cry\u00adpto",
                "f\u2060r\ufe0fe\u034fe crypto",
                "ｆｒｅｅ ｃｒｙｐｔｏ",
                "𝐟𝐫𝐞𝐞 𝐜𝐫𝐲𝐩𝐭𝐨",
                "\u202efree crypto\u202c",
                "free\u00a0crypto"
            })
    void wordsAreFoundHoweverTheyAreHidden(String content) {
        assertThat(flags(Kind.WORDS, "Free Crypto", content)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"free encryption", "freecrypto", "carefree crypto", "free cryptos", "free", ""})
    void otherWordsAreNot(String content) {
        assertThat(flags(Kind.WORDS, "free crypto", content)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "straße, STRASSE",
        "STRASSE, straße",
        "ΟΔΟΣ, οδος",
        "οδός, ΟΔΌΣ",
        "İstanbul, i̇stanbul",
        "ﬁne, FINE",
        "café, cafe\u0301",
        "無料, 今日は無料です",
        "ฟรี, ของฟรีวันนี้"
    })
    void caseAndFormOfLettersDoNotMatter(String word, String content) {
        assertThat(flags(Kind.WORDS, word, content)).isNotEmpty();
    }

    @Test
    void patternIsFoundInTheMessage() {
        assertThat(flags(Kind.PATTERNS, "0x[0-9a-fA-F]{40}", "to 0x52908400098527886E0F7030069857D2E4169EE7"))
                .containsExactly(new Flag("m", "ann", "patterns:r", 1, Optional.of("0x[0-9a-fA-F]{40}")));
        assertThat(flags(Kind.PATTERNS, "0x[0-9a-fA-F]{40}", "to 0x5290")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|a)*b", "(.*a){20}b", "(a?){100}a{10}b", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void hostilePatternTakesNoLongerForLongTexts(String pattern) {
        var content = "a".repeat(4000);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> assertThat(flags(Kind.PATTERNS, pattern, content))
                .isEmpty());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "(a{1000}){1000}                   | must repeat things at most 1000 times",
                "((a{100}){100}){100}              | must repeat things at most 1000 times",
                "a{0,200000000}                    | must repeat",
                "(abcdefghij){1000}                | must be simpler",
                "(?=look)                          | must be an RE2 expression",
                "(a                                | must be an RE2 expression",
                "a*                                | must not be found in an empty message"
            })
    void patternThatWouldCostTooMuchIsRefused(String pattern, String message) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> flags(Kind.PATTERNS, pattern, "x"))
                .satisfies(invalid -> assertThat(invalid.violations())
                        .singleElement()
                        .satisfies(it -> {
                            assertThat(it.field()).isEqualTo("/entries/0");
                            assertThat(it.message()).startsWith(message);
                        }));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bad.example/x",
                "HTTPS://BAD.EXAMPLE",
                "http://www.bad.example:8080/?q=1",
                "https://good.example@bad.example/",
                "https:\\\\bad.example\\x",
                "https:///bad.example",
                "https://bad.example./",
                "https://ｂａｄ.example",
                "https://bad。example/",
                "https://b%61d.example/",
                "https://ba\u200bd.example/",
                "bad.example/x",
                "ht\ntps://bad\t.example"
            })
    void linkToAHostIsFoundHoweverItIsWritten(String link) {
        var message = new Message("m", "ann", "look", List.of(link));

        assertThat(ruleset(Kind.HOSTS, "bad.example").examine(message, LONG).flags())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://bad.example.org/",
                "https://notbad.example/",
                "https://good.example/bad.example",
                "https://good.example?bad.example",
                "https://bad.example@good.example/"
            })
    void linkToAnotherHostIsNot(String link) {
        var message = new Message("m", "ann", "look", List.of(link));

        assertThat(ruleset(Kind.HOSTS, "bad.example").examine(message, LONG).flags())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"bücher.example, https://xn--bcher-kva.example", "XN--BCHER-KVA.example, https://BÜCHER.example/x"})
    void hostIsTheSameInPunycode(String entry, String link) {
        assertThat(flags(Kind.HOSTS, entry, "see " + link)).hasSize(1);
    }

    @Test
    void unreadableLinkIsAnErrorAndTheRestIsCompared() {
        var message = new Message("m", "ann", "scam", List.of("https://a..b/", "https://%zz/"));

        var examined = ruleset(Kind.WORDS, "scam").examine(message, LONG);

        assertThat(examined.errors()).hasSize(2);
        assertThat(examined.flags()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"!!!", "a\u0000b", "a\ud800b", "\u200b"})
    void wordThatCannotBeFoundIsRefused(String word) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> ruleset(Kind.WORDS, word));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "https://", "a..b", "/path"})
    void hostThatIsNoneIsRefused(String host) {
        assertThatExceptionOfType(Invalid.class).isThrownBy(() -> ruleset(Kind.HOSTS, host));
    }

    @Test
    void messageIsFlaggedOnceForEachRule() {
        var rules = new Ruleset(
                List.of(new Rule("one", Kind.WORDS, List.of("a", "b")), new Rule("two", Kind.WORDS, List.of("b"))));

        assertThat(rules.examine(new Message("m", "ann", "a b b", null), LONG).flags())
                .extracting(Flag::reason)
                .containsExactly("words:one", "words:two");
    }

    @Test
    void matchersOfUnchangedRulesAreKept() {
        var first = new Rule("one", Kind.WORDS, List.of("a", "b"));
        var second = new Rule("two", Kind.PATTERNS, List.of("c"));
        var earlier = Ruleset.ofStored(List.of(first, second), new Ruleset(List.of()));

        var later = Ruleset.ofStored(
                List.of(
                        new Rule("one", Kind.WORDS, List.of("a", "b")),
                        new Rule("two", Kind.PATTERNS, List.of("d")),
                        new Rule("zero", Kind.WORDS, List.of("a", "b"))),
                earlier);

        assertThat(later.matchers().getFirst()).isSameAs(earlier.matchers().getFirst());
        assertThat(later.examine(new Message("m", "ann", "a d", null), LONG).flags())
                .extracting(Flag::reason)
                .containsExactly("words:one", "patterns:two", "words:zero");
    }

    @Test
    void fullRulesAreQuick() {
        var words = Collections.nCopies(Rule.MAX_ENTRIES, "some longer phrase that is not there");
        var rules = new Ruleset(Collections.nCopies(Rules.MAX_RULES, new Rule("r", Kind.WORDS, words)));
        var message = new Message("m", "ann", "some longer phrase that is here ".repeat(125), null);

        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> rules.examine(message, LONG));
    }

    @Test
    void messageThatTakesTooLongIsAnErrorAndKeepsItsFlags() {
        var rules = new Ruleset(List.of(
                new Rule("quick", Kind.WORDS, List.of("xx yy")),
                new Rule("slow", Kind.PATTERNS, Collections.nCopies(100, SLOW))));
        var message = new Message("m", "ann", "xx yy " + "x".repeat(3900), null);

        var examined = assertTimeoutPreemptively(LONG, () -> rules.examine(message, Duration.ofMillis(20)));

        assertThat(examined.errors())
                .containsExactly("the rules take longer than PT0.02S for this message; simplify their patterns");
        assertThat(examined.flags()).extracting(Flag::reason).containsExactly("words:quick");
    }

    @Test
    void interruptEndsAComparison() {
        var rules = ruleset(Kind.PATTERNS, SLOW);
        Thread.currentThread().interrupt();

        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> rules.examine(new Message("m", "ann", "xyz", null), LONG));
        assertThat(Thread.interrupted()).isTrue();
    }

    private static List<Flag> flags(Kind kind, String entry, String content) {
        return ruleset(kind, entry)
                .examine(new Message("m", "ann", content, null), LONG)
                .flags();
    }

    private static Ruleset ruleset(Kind kind, String entry) {
        return new Ruleset(List.of(new Rule("r", kind, List.of(entry))));
    }
}
