package dev.handoff.kit.provider.voice.openai;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** The server. The engine counts as set up as soon as one of address and key is given. */
@ConfigMapping(prefix = "handoff.voice.openai")
public interface OpenAiVoiceConfig {

    /** Where the API starts, with its version. Without it, OpenAI's own. {@code OPENAI_BASE_URL} sets it too. */
    @WithDefault("${OPENAI_BASE_URL:}")
    Optional<String> baseUrl();

    /** Servers of one's own may do without. {@code OPENAI_API_KEY} sets it too. */
    @WithDefault("${OPENAI_API_KEY:}")
    Optional<String> apiKey();

    /** The model's name at the server. */
    @WithDefault("tts-1")
    String model();

    /** Who speaks if a task doesn't say. */
    @WithDefault("alloy")
    String voice();

    /** What the server is asked for. */
    @WithDefault("wav")
    Format format();

    /** Formats without loss: what is joined afterwards is encoded once more. */
    enum Format {
        WAV,
        FLAC
    }
}
