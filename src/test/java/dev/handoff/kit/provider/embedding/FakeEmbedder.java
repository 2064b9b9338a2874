package dev.handoff.kit.provider.embedding;

import java.util.List;
import java.util.Optional;

/** Knows nothing of meaning, and may not be ready for that. */
public record FakeEmbedder(String name, Optional<String> missing) implements Embedder {

    public FakeEmbedder(String name) {
        this(name, Optional.empty());
    }

    public FakeEmbedder(String name, String remedy) {
        this(name, Optional.of(remedy));
    }

    @Override
    public String model() {
        return "fake";
    }

    @Override
    public int dimensions() {
        return 2;
    }

    @Override
    public List<float[]> embed(List<String> texts) {
        return texts.stream().map(text -> new float[] {1, 0}).toList();
    }
}
