package dev.handoff.kit.provider.embedding.openai;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The server. It counts as set up as soon as one of address and key is given. */
@ConfigMapping(prefix = "handoff.embedding.openai")
public interface OpenAiEmbedderConfig {

    /** Where the API starts, with its version. Without it, OpenAI's own. {@code OPENAI_BASE_URL} sets it too. */
    @WithDefault("${OPENAI_BASE_URL:}")
    Optional<String> baseUrl();

    /** Servers of one's own may do without. {@code OPENAI_API_KEY} sets it too. */
    @WithDefault("${OPENAI_API_KEY:}")
    Optional<String> apiKey();

    /** The model's name at the server. */
    @WithDefault("text-embedding-3-small")
    String model();

    /** How many numbers a vector of this model has. Vectors of 384, 768 and 1536 are found by an index. */
    @WithDefault("1536")
    int dimensions();
}
