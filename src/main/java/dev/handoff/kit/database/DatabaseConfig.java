package dev.handoff.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How PostgreSQL is asked. The prefix is older than the class, and operators know it. */
@ConfigMapping(prefix = "handoff.store")
public interface DatabaseConfig {

    /** How long one statement may take, waiting for a connection included. Defaults to 10 s. */
    @WithDefault("10s")
    Duration timeout();
}
