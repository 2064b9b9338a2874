package dev.handoff.kit.provider.embedding.minilm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MiniLmTest {

    private static final MiniLm MINILM = new MiniLm(Settings.of(MiniLmConfig.class));

    @AfterAll
    static void close() throws Exception {
        MINILM.close();
    }

    @Test
    void vectorsHaveALengthOfOneAndTheStatedDimensions() throws Exception {
        var vectors = MINILM.embed(List.of("Hello", " ", "我爱北京", "x".repeat(5000), "word ".repeat(5000)));

        assertThat(vectors).hasSize(5).allSatisfy(vector -> {
            assertThat(vector).hasSize(MINILM.dimensions());
            assertThat(cosine(vector, vector)).isCloseTo(1, within(1e-5));
        });
    }

    @Test
    void textsThatMeanTheSameLieNearEachOther() throws Exception {
        var vectors = MINILM.embed(List.of(
                "How do I reset my password?", "I forgot my login and need a new one.", "The soup needs more salt."));

        assertThat(cosine(vectors.get(0), vectors.get(1))).isGreaterThan(cosine(vectors.get(0), vectors.get(2)) + 0.3);
    }

    /** Cosines of the unquantised model, as its authors' card prints them; whole numbers blur the second place. */
    @Test
    void vectorsAreThoseOfTheModel() throws Exception {
        var vectors = MINILM.embed(
                List.of("The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."));

        assertThat(cosine(vectors.get(0), vectors.get(1))).isCloseTo(0.6660, within(0.05));
        assertThat(cosine(vectors.get(0), vectors.get(2))).isCloseTo(0.1046, within(0.05));
        assertThat(cosine(vectors.get(1), vectors.get(2))).isCloseTo(0.1411, within(0.05));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ክትባት መካንነት ያስከትላል",
                "ነገ ጠዋት እንገናኝ!!!",
                "ክትባት መካንነት ያስከትላል 2026",
                "టీకాలు వంధ్యత్వానికి కారణమవుతాయి",
                "ວັກຊີນເຮັດໃຫ້ເປັນໝັນ",
                "วัคซีนทำให้เป็นหมัน",
                "វ៉ាក់សាំងបណ្តាលឱ្យមានភាពគ្មានកូន",
                "ਟੀਕੇ ਬਾਂਝਪਨ ਦਾ ਕਾਰਨ ਬਣਦੇ ਹਨ",
                "股票市场明天开盘",
                "🚀🚀🚀",
                "😂 ❤️"
            })
    void textInForeignLettersIsUnreadable(String text) {
        assertThat(MINILM.unreadable(text))
                .hasValueSatisfying(why -> assertThat(why).startsWith("can't be compared by its meaning"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Free 🚀 crypto 🚀 now 🚀",
                "😂 😂 😂 ok",
                "my friend ነገ says hello",
                "Вакцины вызывают бесплодие",
                "اللقاحات تسبب العقم",
                "टीके बांझपन का कारण बनते हैं",
                "백신은 불임을 유발한다",
                "ワクチンは不妊の原因になる",
                "τα εμβόλια προκαλούν στειρότητα",
                "Vắc xin gây vô sinh",
                "2026-11-30",
                "?!",
                ""
            })
    void otherTextIsReadable(String text) {
        assertThat(MINILM.unreadable(text)).isEmpty();
    }

    @Test
    void aVectorDoesNotDependOnWhoAsksForWhatMeanwhile() throws Exception {
        var texts = IntStream.range(0, 20)
                .mapToObj(i -> "sentence " + i + " of a few")
                .toList();
        var alone = new ArrayList<float[]>();
        for (var text : texts) {
            alone.addAll(MINILM.embed(List.of(text)));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var together = threads.invokeAll(IntStream.range(0, 8)
                    .<Callable<List<float[]>>>mapToObj(caller -> () -> MINILM.embed(texts))
                    .toList());

            for (var vectors : together) {
                assertThat(vectors.resultNow().toArray(float[][]::new)).isDeepEqualTo(alone.toArray(float[][]::new));
            }
        }
    }

    private static double cosine(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }
}
