package dev.handoff.kit.provider.speech;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Which engine recognises speech. */
@ConfigMapping(prefix = "handoff.speech")
public interface SpeechConfig {

    /** {@code auto} takes the first that is set up of {@code openai}, {@code google} and {@code moonshine}. */
    @WithDefault("${HANDOFF_SPEECH:auto}")
    Choice engine();

    /** In the order in which {@code auto} asks. */
    enum Choice {
        AUTO,
        OPENAI,
        GOOGLE,
        MOONSHINE
    }
}
