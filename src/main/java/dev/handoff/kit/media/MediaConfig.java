package dev.handoff.kit.media;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What a recording may cost. */
@ConfigMapping(prefix = "handoff.media")
public interface MediaConfig {

    /** Takes the ffmpeg that comes with the product, if none on the {@code PATH} can do all that is needed. */
    @WithDefault("${HANDOFF_DATA:${user.home}/.handoff}")
    Path data();

    /** The longest recording that is accepted. */
    @WithDefault("4h")
    Duration maxDuration();

    /**
     * How much temporary space the plain samples of one task may take. An hour in stereo takes 2.8 GB while it is cleaned, 4
     * hours take 1.4 GB while they are transcribed. What needs more is refused before it is begun.
     */
    @WithDefault("4G")
    MemorySize space();

    /** How long ffmpeg may work on one recording. */
    @WithDefault("10m")
    Duration decodeTimeout();
}
