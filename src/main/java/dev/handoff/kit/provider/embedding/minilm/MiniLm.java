package dev.handoff.kit.provider.embedding.minilm;

import dev.handoff.kit.provider.embedding.Embedder;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Makes vectors on this machine. The model is loaded when the first text comes.
 *
 * <p>Each text is computed alone. Together, they would all take as long as the longest, which was never faster when it was
 * measured; and the network scales its whole numbers by the largest of all that it computes at once, so that a text's vector
 * would depend on its neighbours, by up to 0.014 of a cosine.
 */
@Singleton
public final class MiniLm implements Embedder {

    /** What the model was trained on at most; beginning and end are two of them. */
    public static final int MAX_PIECES = 256;

    private static final String FILE = "all-minilm-l6-v2-q";

    private final MiniLmConfig config;
    // What is computed at once takes memory, and more than there are processors would only wait for each other.
    // Fair, so that a search waits for one text of a large task and not for all of them.
    private final Semaphore processors = new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    private WordPieces words;
    private MiniLmModel network;

    public MiniLm(MiniLmConfig config) {
        this.config = config;
    }

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
        return FILE;
    }

    @Override
    public int dimensions() {
        return MiniLmModel.DIMENSIONS;
    }

    @Override
    public Optional<String> unreadable(String text) {
        try {
            return words().reads(text, MAX_PIECES)
                    ? Optional.empty()
                    : Optional.of("can't be compared by its meaning: the model " + FILE
                            + " doesn't know most of its letters; a model of HANDOFF_EMBEDDING=openai or ollama may");
        } catch (IOException incomplete) {
            throw new UncheckedIOException(incomplete);
        }
    }

    @Override
    public List<float[]> embed(List<String> texts) throws IOException, InterruptedException {
        var ready = network();
        var vectors = new ArrayList<float[]>(texts.size());
        for (var text : texts) {
            vectors.add(vector(ready, text));
        }
        return vectors;
    }

    private float[] vector(MiniLmModel ready, String text) throws IOException, InterruptedException {
        var pieces = words().numbers(text, MAX_PIECES);
        processors.acquire();
        try {
            return ready.vector(pieces);
        } finally {
            processors.release();
        }
    }

    private synchronized WordPieces words() throws IOException {
        if (words == null) {
            words = WordPieces.read(resource(FILE + "-tokenizer.json"));
        }
        return words;
    }

    private synchronized MiniLmModel network() throws IOException {
        if (network == null) {
            network = new MiniLmModel(resource(FILE + ".onnx"), config.threads());
        }
        return network;
    }

    private static byte[] resource(String name) throws IOException {
        try (var in = Thread.currentThread().getContextClassLoader().getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException(name + " is missing in this program; it was not built whole");
            }
            return in.readAllBytes();
        }
    }

    @PreDestroy
    synchronized void close() throws IOException {
        if (network != null) {
            network.close();
        }
    }
}
