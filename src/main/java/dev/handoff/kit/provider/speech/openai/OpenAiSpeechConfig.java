package dev.handoff.kit.provider.speech.openai;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The server. The engine counts as set up as soon as one of address and key is given. */
@ConfigMapping(prefix = "handoff.speech.openai")
public interface OpenAiSpeechConfig {

    /** Where the API starts, with its version. Without it, OpenAI's own. {@code OPENAI_BASE_URL} sets it too. */
    @WithDefault("${OPENAI_BASE_URL:}")
    Optional<String> baseUrl();

    /** Servers of one's own may do without. {@code OPENAI_API_KEY} sets it too. */
    @WithDefault("${OPENAI_API_KEY:}")
    Optional<String> apiKey();

    /** The model's name at the server. */
    @WithDefault("whisper-1")
    String model();
}
