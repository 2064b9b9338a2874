package dev.handoff.kit.provider.embedding.minilm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** How well texts are found by other words for what they say. */
class RetrievalTest {

    private static final int NEAREST = 5;

    /** Measured at 1. Another machine rounds otherwise, and may miss three of sixty. */
    private static final double MIN_RECALL = 0.95;

    @Test
    void paraphrasesAreAmongTheNearest() throws Exception {
        var pairs = Files.readAllLines(Path.of("src/test/resources/embedding/paraphrases.tsv")).stream()
                .map(line -> line.split("\t"))
                .toList();
        var texts = vectors(pairs, 0);
        var queries = vectors(pairs, 1);

        var missed = IntStream.range(0, pairs.size())
                .filter(query -> closerThanItsOwn(texts, queries.get(query), query) >= NEAREST)
                .mapToObj(query -> pairs.get(query)[1])
                .toList();

        System.out.printf("recall at %d of %d paraphrases: %.3f%n", NEAREST, pairs.size(), recall(missed, pairs));
        assertThat(recall(missed, pairs)).as("missed: " + missed).isGreaterThanOrEqualTo(MIN_RECALL);
    }

    private static double recall(List<String> missed, List<String[]> pairs) {
        return 1 - (double) missed.size() / pairs.size();
    }

    private static long closerThanItsOwn(List<float[]> texts, float[] query, int own) {
        double score = product(texts.get(own), query);
        return texts.stream().filter(text -> product(text, query) > score).count();
    }

    private static List<float[]> vectors(List<String[]> pairs, int column) throws Exception {
        var minilm = new MiniLm(Settings.of(MiniLmConfig.class));
        try {
            var vectors = new ArrayList<float[]>();
            vectors.addAll(minilm.embed(pairs.stream().map(pair -> pair[column]).toList()));
            return vectors;
        } finally {
            minilm.close();
        }
    }

    private static double product(float[] one, float[] other) {
        return IntStream.range(0, one.length)
                .mapToDouble(i -> one[i] * other[i])
                .sum();
    }
}
