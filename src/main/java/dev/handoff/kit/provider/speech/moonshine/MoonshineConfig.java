package dev.handoff.kit.provider.speech.moonshine;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;

/** The embedded engine. */
@ConfigMapping(prefix = "handoff.speech.moonshine")
public interface MoonshineConfig {

    /** Holds the model. */
    @WithDefault("${HANDOFF_DATA:${user.home}/.handoff}/models/moonshine-tiny")
    Path folder();

    /** Threads that recognise one piece. A second one takes a fifth more work and saves a fifth of the time. */
    @WithDefault("1")
    int threads();
}
