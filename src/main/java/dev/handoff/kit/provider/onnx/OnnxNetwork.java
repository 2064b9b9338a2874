package dev.handoff.kit.provider.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.nio.file.Path;

/** Loads networks that share their processors with others. */
public final class OnnxNetwork {

    private OnnxNetwork() {}

    /** @param threads that compute one call; callers may be more */
    public static OrtSession load(Path file, int threads) throws OrtException {
        try (var options = options(threads)) {
            return OrtEnvironment.getEnvironment().createSession(file.toString(), options);
        }
    }

    /** @param threads that compute one call; callers may be more */
    public static OrtSession load(byte[] content, int threads) throws OrtException {
        try (var options = options(threads)) {
            return OrtEnvironment.getEnvironment().createSession(content, options);
        }
    }

    private static OrtSession.SessionOptions options(int threads) throws OrtException {
        var options = new OrtSession.SessionOptions();
        options.setIntraOpNumThreads(threads);
        // Threads that wait by spinning take the processor from other calls.
        options.addConfigEntry("session.intra_op.allow_spinning", "0");
        // Lets large matrices be unpacked once instead of for every call: a quarter of the time of a decoder.
        options.addConfigEntry("session.disable_quant_qdq", "1");
        return options;
    }
}
