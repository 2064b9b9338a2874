package dev.handoff.kit.provider.voice;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which engine speaks. */
@ConfigMapping(prefix = "handoff.voice")
public interface VoiceConfig {

    /** {@code auto} takes the first that is set up of {@code openai}, {@code google} and {@code espeak-ng}. */
    @WithDefault("${HANDOFF_VOICE:auto}")
    Choice engine();

    /** How long one piece may take, to the last byte of its sound. */
    @WithDefault("5m")
    Duration timeout();

    /** In the order in which {@code auto} asks. */
    enum Choice {
        AUTO,
        OPENAI,
        GOOGLE,
        ESPEAK_NG
    }
}
