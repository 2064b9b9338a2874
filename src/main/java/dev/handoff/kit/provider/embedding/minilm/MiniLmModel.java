package dev.handoff.kit.provider.embedding.minilm;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import dev.handoff.kit.provider.onnx.OnnxNetwork;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.Map;

/**
 * The network of all-MiniLM-L6-v2, which makes a vector of each piece of a word. Safe to use from several threads. The only
 * class here that needs ONNX Runtime, which a build that computes nothing leaves out.
 */
final class MiniLmModel implements AutoCloseable {

    static final int DIMENSIONS = 384;

    private final OrtEnvironment environment = OnnxNetwork.environment();
    private final OrtSession network;

    MiniLmModel(byte[] content, int threads) throws IOException {
        try {
            network = OnnxNetwork.load(content, threads);
        } catch (OrtException e) {
            throw new IOException("the model can't be loaded: " + e.getMessage(), e);
        }
    }

    /**
     * The mean of the vectors of a text's pieces, with a length of 1.
     *
     * @param pieces their numbers
     */
    float[] vector(long[] pieces) throws IOException {
        var present = new long[pieces.length];
        Arrays.fill(present, 1);
        try (var ids = row(pieces);
                var mask = row(present);
                var kinds = row(new long[pieces.length]);
                var result = network.run(Map.of("input_ids", ids, "attention_mask", mask, "token_type_ids", kinds))) {
            return mean(((OnnxTensor) result.get(0)).getFloatBuffer());
        } catch (OrtException e) {
            throw new IOException("the model could not compute: " + e.getMessage(), e);
        }
    }

    private OnnxTensor row(long[] values) throws OrtException {
        return OnnxTensor.createTensor(environment, LongBuffer.wrap(values), new long[] {1, values.length});
    }

    private static float[] mean(FloatBuffer pieces) {
        var sum = new double[DIMENSIONS];
        for (int at = 0; at < pieces.limit(); at++) {
            sum[at % DIMENSIONS] += pieces.get(at);
        }
        double length = Math.sqrt(Arrays.stream(sum).map(each -> each * each).sum());
        var mean = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            mean[i] = (float) (sum[i] / length);
        }
        return mean;
    }

    @Override
    public void close() throws IOException {
        try {
            network.close();
        } catch (OrtException e) {
            throw new IOException("the model could not be closed: " + e.getMessage(), e);
        }
    }
}
