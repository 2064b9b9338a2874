package dev.handoff.domain.podcast.assemble;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How an episode is divided. */
@ConfigMapping(prefix = "handoff.assemble")
public interface AssembleConfig {

    /** The approximate length of a piece of the main content. Content of up to 1.5 times this length stays in one piece. */
    @WithDefault("5m")
    Duration piece();
}
