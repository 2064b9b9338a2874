package dev.handoff.kit.database;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the store treats PostgreSQL. */
@ConfigMapping(prefix = "handoff.store")
public interface StoreConfig {

    /** How long one statement may take, waiting for a connection included. Defaults to 10 s. */
    @WithDefault("10s")
    Duration timeout();
}
