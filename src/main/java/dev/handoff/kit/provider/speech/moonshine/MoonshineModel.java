package dev.handoff.kit.provider.speech.moonshine;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import dev.handoff.kit.media.Pcm;
import dev.handoff.kit.provider.onnx.OnnxNetwork;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The two networks of Moonshine, which is an encoder of sound and a decoder that writes one token after the other. Safe to
 * use from several threads.
 *
 * <p>The decoder's attention keys and values come out of each step and go into the next: those that look at the sound from
 * the first step to all later ones, those that look at the text from each step to the following one.
 */
final class MoonshineModel implements AutoCloseable {

    private static final long BEGIN = 1;
    private static final int END = 2;
    private static final String PAST = "past_key_values.";
    private static final String TEXT = ".decoder.";

    // No speaker says more. Without an end, the model sometimes repeats itself for ever.
    private static final int MAX_TOKENS_A_SECOND = 6;

    private final OrtEnvironment environment = OnnxNetwork.environment();
    private final OrtSession encoder;
    private final OrtSession decoder;
    private final List<String> pasts;
    private final long[] emptyPast;
    private final Vocabulary vocabulary;

    MoonshineModel(Path folder, int threads) throws OrtException, IOException {
        vocabulary = Vocabulary.read(ModelFile.VOCABULARY.in(folder));
        encoder = OnnxNetwork.load(ModelFile.ENCODER.in(folder), threads);
        decoder = OnnxNetwork.load(ModelFile.DECODER.in(folder), threads);
        pasts = decoder.getInputNames().stream()
                .filter(name -> name.startsWith(PAST))
                .toList();
        var past = ((TensorInfo) decoder.getInputInfo().get(pasts.getFirst()).getInfo()).getShape();
        emptyPast = new long[] {0, past[1], 1, past[3]};
    }

    /** @throws InterruptedException if this thread is interrupted */
    String recognise(float[] samples) throws OrtException, InterruptedException {
        try (var sound = OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(samples), new long[] {1, samples.length});
                var encoded = encoder.run(Map.of("input_values", sound))) {
            return vocabulary.text(
                    tokens((OnnxTensor) encoded.get(0), samples.length * MAX_TOKENS_A_SECOND / Pcm.RATE));
        }
    }

    private List<Integer> tokens(OnnxTensor encoded, int most) throws OrtException, InterruptedException {
        var inputs = new HashMap<String, OnnxTensor>();
        var tokens = new ArrayList<Integer>();
        try (var empty = OnnxTensor.createTensor(environment, noFloats(), emptyPast);
                var steps = new Steps()) {
            inputs.put("encoder_hidden_states", encoded);
            pasts.forEach(past -> inputs.put(past, empty));
            for (long token = BEGIN; token != END && tokens.size() < most; ) {
                if (Thread.interrupted()) {
                    throw new InterruptedException("recognition was interrupted");
                }
                var step = steps.keep(step(inputs, token, tokens.isEmpty()));
                for (var past : pasts) {
                    if (tokens.isEmpty() || past.contains(TEXT)) {
                        inputs.put(past, tensor(step, "present." + past.substring(PAST.length())));
                    }
                }
                token = likeliest(tensor(step, "logits").getFloatBuffer());
                tokens.add((int) token);
            }
        }
        return tokens;
    }

    private OrtSession.Result step(Map<String, OnnxTensor> inputs, long token, boolean first) throws OrtException {
        try (var ids = OnnxTensor.createTensor(environment, LongBuffer.wrap(new long[] {token}), new long[] {1, 1});
                var cached = OnnxTensor.createTensor(environment, new boolean[] {!first})) {
            var all = new HashMap<>(inputs);
            all.put("input_ids", ids);
            all.put("use_cache_branch", cached);
            return decoder.run(all);
        }
    }

    private static OnnxTensor tensor(OrtSession.Result step, String name) {
        return (OnnxTensor) step.get(name).orElseThrow();
    }

    private static int likeliest(FloatBuffer scores) {
        int best = 0;
        for (int token = 1; token < scores.limit(); token++) {
            if (scores.get(token) > scores.get(best)) {
                best = token;
            }
        }
        return best;
    }

    private static FloatBuffer noFloats() {
        return ByteBuffer.allocateDirect(0).asFloatBuffer();
    }

    @Override
    public void close() throws OrtException {
        encoder.close();
        decoder.close();
    }

    /** The results that are still looked at: the first step's and the last one's. They live outside of Java's memory. */
    private static final class Steps implements AutoCloseable {
        private OrtSession.Result first;
        private OrtSession.Result last;

        /** Frees the one before, which the new one was computed from. */
        OrtSession.Result keep(OrtSession.Result step) {
            if (first == null) {
                first = step;
                return step;
            }
            if (last != null) {
                last.close();
            }
            last = step;
            return step;
        }

        @Override
        public void close() {
            if (last != null) {
                last.close();
            }
            if (first != null) {
                first.close();
            }
        }
    }
}
