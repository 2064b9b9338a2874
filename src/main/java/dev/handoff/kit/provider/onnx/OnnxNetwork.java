package dev.handoff.kit.provider.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Loads networks that share their processors with others. */
public final class OnnxNetwork {

    /** More than its library takes when it is unpacked. */
    private static final int ROOM = 32 << 20;

    private static boolean unpackable;

    private OnnxNetwork() {}

    /**
     * The runtime, which unpacks its library when it is asked for at first.
     *
     * @throws IOException if there is no room for the library; may be asked again
     */
    public static OrtEnvironment environment() throws IOException {
        makeSureOfRoom();
        return OrtEnvironment.getEnvironment();
    }

    // Java initialises a class once. If that fails for want of room, the runtime is lost until the process ends.
    private static synchronized void makeSureOfRoom() throws IOException {
        if (!unpackable) {
            var probe = Files.createTempFile("handoff-", ".room");
            try {
                Files.write(probe, new byte[ROOM]);
            } finally {
                Files.delete(probe);
            }
            unpackable = true;
        }
    }

    /** @param threads that compute one call; callers may be more */
    public static OrtSession load(Path file, int threads) throws OrtException, IOException {
        var environment = environment();
        try (var options = options(threads)) {
            return environment.createSession(file.toString(), options);
        }
    }

    /** @param threads that compute one call; callers may be more */
    public static OrtSession load(byte[] content, int threads) throws OrtException, IOException {
        var environment = environment();
        try (var options = options(threads)) {
            return environment.createSession(content, options);
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
