package dev.handoff.dispatch.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What happens to doorbells when the pool is full. */
@ConfigMapping(prefix = "handoff.local")
public interface LocalConfig {

    /** Whether a doorbell that finds no free slot is refused instead of waiting. The task stays queued all the same. */
    @WithDefault("false")
    boolean nonblocking();

    /** How many doorbells may wait before further ones are refused; 0 for no limit but {@link #waitingInMemory()}. */
    @WithDefault("0")
    int maxBlockingTasks();

    /** How many doorbells wait in memory. Further ones are dropped without an error and rung again by the sweeper. */
    @WithDefault("10000")
    int waitingInMemory();
}
