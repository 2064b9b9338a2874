package dev.handoff.kit.provider.moderation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Who judges messages. */
@ConfigMapping(prefix = "handoff.moderation")
public interface ModerationConfig {

    /**
     * {@code none} asks no service. There is no automatic choice: a key that is set for something else must not send people's
     * messages away.
     */
    @WithDefault("${HANDOFF_MODERATION:none}")
    Choice provider();

    /** Where the API starts, with its version. Without it, OpenAI's own. {@code OPENAI_BASE_URL} sets it too. */
    @WithDefault("${OPENAI_BASE_URL:}")
    Optional<String> baseUrl();

    /** Servers of one's own may do without. {@code OPENAI_API_KEY} sets it too. */
    @WithDefault("${OPENAI_API_KEY:}")
    Optional<String> apiKey();

    /** The model's name at the server. */
    @WithDefault("omni-moderation-latest")
    String model();

    /** A server that has OpenAI's moderation API, or none. */
    enum Choice {
        NONE,
        OPENAI
    }
}
