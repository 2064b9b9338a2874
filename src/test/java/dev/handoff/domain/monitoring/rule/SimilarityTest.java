package dev.handoff.domain.monitoring.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.domain.monitoring.ScanConfig;
import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.event.Scans.Message;
import dev.handoff.kit.provider.ErrorAnswer;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.Embedders;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.FakeEmbedder;
import dev.handoff.kit.provider.embedding.minilm.MiniLm;
import dev.handoff.kit.provider.embedding.minilm.MiniLmConfig;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.Violation;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimilarityTest {

    private static final MiniLm MINILM = new MiniLm(Settings.of(MiniLmConfig.class));

    /** Has the angle that a text names, and remembers what it was asked. */
    private static final class Angles implements Embedder {

        private final List<String> asked = new ArrayList<>();
        private String poison = "";
        private int refusals;

        @Override
        public String name() {
            return "minilm";
        }

        @Override
        public Optional<String> missing() {
            return Optional.empty();
        }

        @Override
        public String model() {
            return "angles";
        }

        @Override
        public int dimensions() {
            return 2;
        }

        @Override
        public List<float[]> embed(List<String> texts) throws IOException {
            if (texts.contains(poison)) {
                refusals++;
                throw new IOException("unsupported value: NaN", new ErrorAnswer(500, ""));
            }
            assertThat(texts).hasSizeLessThanOrEqualTo(MAX_TEXTS).noneMatch(String::isBlank);
            asked.addAll(texts);
            return texts.stream()
                    .map(text -> text.equals("ok") ? 0 : Math.toRadians(Double.parseDouble(text)))
                    .map(angle -> new float[] {(float) Math.cos(angle), (float) Math.sin(angle)})
                    .toList();
        }
    }

    private final Angles angles = new Angles();
    private final Similarity similarity = similarity(angles, "0.5");

    @Test
    void messagesThatAreNearEnoughAreFlaggedForTheNearestClaim() throws Exception {
        var rules = rules("10", "40", "200");

        var flags = similarity
                .compare(messages("30", "69.9", "100.1", "", "\u200b"), rules)
                .flags();

        assertThat(flags).extracting(Flag::messageId).containsExactly("m0", "m1");
        assertThat(flags.getFirst().reason()).isEqualTo("claims:r");
        assertThat(flags.getFirst().entry()).contains("40");
        assertThat(flags.getFirst().score())
                .isCloseTo(Math.cos(Math.toRadians(10)), org.assertj.core.api.Assertions.within(1e-5));
    }

    @Test
    void vectorsOfClaimsAreMadeOnce() throws Exception {
        similarity.compare(messages("1"), rules("10", "20"));
        similarity.compare(messages("2"), rules("10", "30"));

        assertThat(angles.asked).containsExactly("10", "20", "1", "30", "2");
    }

    @Test
    void messagesThatTheProviderCannotTakeAreNamedAndTheOthersCompared() throws Exception {
        angles.poison = "13";

        var compared = similarity.compare(messages("30", "13", "40"), rules("35"));

        assertThat(compared.flags()).extracting(Flag::messageId).containsExactly("m0", "m2");
        assertThat(compared.unread()).isEqualTo(Map.of("m1", "unsupported value: NaN"));
    }

    @Test
    void claimsThatTheProviderCannotTakeAreToldAndTheOthersCompared() throws Exception {
        angles.poison = "13";

        var compared = similarity.compare(messages("30"), rules("35", "13", "34"));
        similarity.compare(messages("30"), rules("35", "13", "34"));

        assertThat(compared.flags()).extracting(Flag::entry).containsExactly(Optional.of("34"));
        assertThat(compared.unusable()).isEqualTo(Map.of("13", "unsupported value: NaN"));
        assertThat(angles.refusals).isLessThan(5);
    }

    @Test
    void tenThousandClaimsAreCompared() throws Exception {
        var claims = new String[Rules.MAX_CLAIMS];
        for (int i = 0; i < claims.length; i++) {
            claims[i] = Double.toString(90 + i / 1000.0);
        }

        assertThat(similarity.compare(messages("99.999", "20"), rules(claims)).flags())
                .singleElement()
                .satisfies(flag -> assertThat(flag.score()).isCloseTo(1, org.assertj.core.api.Assertions.within(1e-5)));
    }

    @Test
    void providerThatIsNotReadyFailsTheTask() {
        var none = similarity(new FakeEmbedder("minilm", "install it"), "0.5");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> none.compare(messages("1"), rules("1")))
                .withMessageContaining("install it");
    }

    /** What the default threshold tells apart with the model that comes along. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true  | Vaccines contain microchips that track people.",
                "true  | they put microchips into vaccines to track people",
                "true  | Microchips in the vaccine are used for tracking people!!",
                "false | I got my vaccine yesterday and my arm hurts.",
                "false | My dog has a microchip so that we can find him.",
                "false | Does anybody know when the library opens on Sunday?"
            })
    void defaultThresholdFindsWhatSaysTheSame(boolean found, String content) throws Exception {
        var real = new Similarity(
                new Embedders(Settings.of(EmbeddingConfig.class), List.of(MINILM)), Settings.of(ScanConfig.class));

        var flags = real.compare(messages(content), rules("Vaccines contain microchips to track people"))
                .flags();

        assertThat(flags.size()).isEqualTo(found ? 1 : 0);
    }

    @ParameterizedTest
    @CsvSource({"ክትባት መካንነት ያስከትላል, ነገ ጠዋት እንገናኝ", "🚀🚀🚀, 😂", "వ్యాక్సిన్లు వంధ్యత్వానికి కారణం, రేపు కలుద్దాం ఇక్కడ"
    })
    void whatTheModelCannotReadIsLikeNothing(String claim, String content) throws Exception {
        var real = similarity(MINILM, "0.5");

        assertThat(real.compare(messages(content, "see you tomorrow"), rules(claim, "Vaccines make people ill"))
                        .flags())
                .isEmpty();
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> real.check(new Rule("r", Kind.CLAIMS, List.of("Vaccines make people ill", claim))))
                .satisfies(refused -> assertThat(refused.violations())
                        .extracting(Violation::field)
                        .containsExactly("/entries/1"));
    }

    @Test
    void messageInForeignLettersIsToldAndOneWithoutLettersClaimsNothing() throws Exception {
        var real = similarity(MINILM, "0.5");

        var compared = real.compare(messages("ነገ ጠዋት እንገናኝ", "😂", "", "see you"), rules("Vaccines make people ill"));

        assertThat(compared.unread()).containsOnlyKeys("m0");
    }

    @Test
    void claimWithoutWordsIsRefused() {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> similarity.check(new Rule("r", Kind.CLAIMS, List.of("\u200b"))));
    }

    private static Similarity similarity(Embedder embedder, String least) {
        return new Similarity(
                new Embedders(Settings.of(EmbeddingConfig.class), List.of(embedder)),
                Settings.of(ScanConfig.class, Map.of("HANDOFF_SCAN_SIMILARITY", least)));
    }

    private static Ruleset rules(String... claims) {
        var rules = new ArrayList<Rule>();
        rules.add(new Rule("r", Kind.CLAIMS, List.of(claims)));
        return new Ruleset(rules);
    }

    private static List<Message> messages(String... contents) {
        var messages = new ArrayList<Message>();
        for (var content : contents) {
            messages.add(new Message("m" + messages.size(), "ann", content, null));
        }
        return messages;
    }
}
