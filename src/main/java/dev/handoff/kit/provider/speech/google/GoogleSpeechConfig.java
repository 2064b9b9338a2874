package dev.handoff.kit.provider.speech.google;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/**
 * The project that pays. Project and location together switch the engine on: the project alone may be there for other
 * services, and sound is not sent anywhere by accident.
 */
@ConfigMapping(prefix = "handoff.speech.google")
public interface GoogleSpeechConfig {

    /** {@code GOOGLE_CLOUD_PROJECT} sets it too. */
    @WithDefault("${GOOGLE_CLOUD_PROJECT:}")
    Optional<String> project();

    /** Where the sound is processed, {@code global} or a region. {@code GOOGLE_SPEECH_LOCATION} sets it too. */
    @WithDefault("${GOOGLE_SPEECH_LOCATION:}")
    Optional<String> location();

    /** One that the location has. */
    @WithDefault("long")
    String model();

    /** What is spoken if a task doesn't say. */
    @WithDefault("en-US")
    String language();

    /** Where the interface starts. Without it, Google's own for the location. */
    Optional<String> baseUrl();
}
