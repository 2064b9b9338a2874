package dev.handoff.store;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How the store treats PostgreSQL and the queue. */
@ConfigMapping(prefix = "handoff.store")
public interface StoreConfig {

    /** How long a due task may wait unclaimed after its doorbell until the sweeper rings again. Defaults to 15 s. */
    @WithDefault("15s")
    Duration patience();

    /** How long one statement may take, waiting for a connection included. Defaults to 10 s. */
    @WithDefault("10s")
    Duration timeout();
}
