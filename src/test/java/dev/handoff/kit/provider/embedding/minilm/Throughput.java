package dev.handoff.kit.provider.embedding.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.handoff.Settings;
import dev.handoff.kit.provider.onnx.OnnxNetwork;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Measures what {@code bench/embedding} prints: texts a second, beside the bare network on the same pieces in the same run. */
final class Throughput {

    private static final int ROUNDS = 5;
    private static final String SENTENCE = "The report of quarter %d says that sales have grown faster than expected. ";

    private Throughput() {}

    private interface Work {
        void run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        // One to eight sentences.
        var texts = IntStream.range(0, 100)
                .mapToObj(i -> SENTENCE.formatted(i).repeat(1 + i % 8))
                .toList();
        var minilm = new MiniLm(Settings.of(MiniLmConfig.class));
        minilm.embed(texts);
        var pieces = pieces(texts);
        try (var session = OnnxNetwork.load(resource(".onnx"), 1)) {
            var bare = new BareNetwork(session);
            bare.run(pieces);
            var single = new ArrayList<Double>();
            var batch = new ArrayList<Double>();
            var alone = new ArrayList<Double>();
            // In turn, so that whatever else the machine does meets all of them.
            for (int round = 0; round < ROUNDS; round++) {
                alone.add(rate(texts.size(), () -> bare.run(pieces)));
                batch.add(rate(texts.size(), () -> minilm.embed(texts)));
                single.add(rate(texts.size(), () -> {
                    for (var text : texts) {
                        minilm.embed(List.of(text));
                    }
                }));
            }
            System.out.printf(
                    "{\"bare\": %.1f, \"batch\": %.1f, \"single\": %.1f, \"ratio\": %.3f}%n",
                    median(alone), median(batch), median(single), median(batch) / median(alone));
        }
    }

    private static List<long[]> pieces(List<String> texts) throws IOException {
        var words = WordPieces.read(resource("-tokenizer.json"));
        return texts.stream()
                .map(text -> words.numbers(text, MiniLm.MAX_PIECES))
                .toList();
    }

    private static double rate(int texts, Work work) throws Exception {
        long begun = System.nanoTime();
        work.run();
        return texts * 1e9 / (System.nanoTime() - begun);
    }

    private static double median(List<Double> rates) {
        return rates.stream().sorted().toList().get(rates.size() / 2);
    }

    private static byte[] resource(String ending) throws IOException {
        try (var in = Throughput.class.getResourceAsStream("/all-minilm-l6-v2-q" + ending)) {
            return in.readAllBytes();
        }
    }

    /** The network, given its numbers and asked for nothing but to compute. */
    private record BareNetwork(OrtSession session) {

        void run(List<long[]> texts) throws OrtException {
            var environment = OrtEnvironment.getEnvironment();
            for (var pieces : texts) {
                var ones = Stream.generate(() -> 1L)
                        .limit(pieces.length)
                        .mapToLong(Long::longValue)
                        .toArray();
                try (var ids = OnnxTensor.createTensor(environment, new long[][] {pieces});
                        var mask = OnnxTensor.createTensor(environment, new long[][] {ones});
                        var kinds = OnnxTensor.createTensor(environment, new long[][] {new long[pieces.length]});
                        var result = session.run(
                                Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", kinds))) {
                    result.get(0);
                }
            }
        }
    }
}
