package dev.handoff.kit.provider.embedding.ollama;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The server. It counts as set up as soon as its address is given. */
@ConfigMapping(prefix = "handoff.embedding.ollama")
public interface OllamaConfig {

    /** Such as {@code http://localhost:11434}. {@code OLLAMA_BASE_URL} sets it too. */
    @WithDefault("${OLLAMA_BASE_URL:}")
    Optional<String> baseUrl();

    /** The model's name at the server, which must have pulled it. */
    @WithDefault("nomic-embed-text")
    String model();

    /** How many numbers a vector of this model has. Vectors of 384, 768 and 1536 are found by an index. */
    @WithDefault("768")
    int dimensions();
}
