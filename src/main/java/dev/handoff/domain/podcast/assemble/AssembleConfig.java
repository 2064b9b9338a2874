package dev.handoff.domain.podcast.assemble;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the work on an episode is shared out. */
@ConfigMapping(prefix = "handoff.assemble")
public interface AssembleConfig {

    /** How long pieces of the main content are, about. What is not longer than one and a half of it stays in one piece. */
    @WithDefault("5m")
    Duration piece();
}
