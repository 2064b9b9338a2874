package dev.handoff.kit.provider.voice.espeak;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How the program speaks. */
@ConfigMapping(prefix = "handoff.voice.espeak-ng")
public interface EspeakNgConfig {

    /** Who speaks if a task says neither voice nor language; {@code espeak-ng --voices} lists them. */
    @WithDefault("en-us")
    String voice();
}
