package dev.handoff.kit.media;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** What a recording may cost. */
@ConfigMapping(prefix = "handoff.media")
public interface MediaConfig {

    /** Takes the ffmpeg that comes with the product, if the machine has none of its own on the {@code PATH}. */
    @WithDefault("${HANDOFF_DATA:${user.home}/.handoff}")
    Path data();

    /** The longest recording that is accepted. */
    @WithDefault("4h")
    Duration maxDuration();

    /** How long ffmpeg may work on one recording. */
    @WithDefault("10m")
    Duration decodeTimeout();
}
