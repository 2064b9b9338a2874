package dev.handoff.kit.provider.voice.google;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * Where Google speaks. Naming the location switches the engine on: credentials may be there for other services, and text
 * is not sent anywhere by accident.
 */
@ConfigMapping(prefix = "handoff.voice.google")
public interface GoogleVoiceConfig {

    /**
     * Where the text is processed, {@code global} or a region that has Text-to-Speech, such as {@code eu}.
     * {@code GOOGLE_SPEECH_LOCATION} sets it too.
     */
    @WithDefault("${GOOGLE_SPEECH_LOCATION:}")
    Optional<String> location();

    /** Who speaks if a task doesn't say, such as {@code en-US-Neural2-C}. Without it, Google's choice for the language. */
    Optional<String> voice();

    /** What is spoken if neither the task nor the voice's name says. */
    @WithDefault("en-US")
    String language();

    /** Where the interface starts. Without it, Google's own for the location. */
    Optional<String> baseUrl();
}
