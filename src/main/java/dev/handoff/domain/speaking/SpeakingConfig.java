package dev.handoff.domain.speaking;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How recordings are evaluated, and how long sessions last. */
@ConfigMapping(prefix = "handoff.speaking")
public interface SpeakingConfig {

    /** Whether the language model, if one is set up, judges recordings as well. */
    @WithDefault("true")
    boolean judge();

    /** Whether the voice, if one is set up, speaks an answer to each recording. */
    @WithDefault("true")
    boolean answer();

    /**
     * How long nobody may speak in a session until {@code cleanup-sessions} deletes it and its files; longer than a recording
     * may wait for its evaluation. Defaults to 1 day.
     */
    @WithDefault("1d")
    Duration idle();
}
