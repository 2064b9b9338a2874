package dev.handoff.engine.dispatch.local;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What happens to doorbells when the pool is full. */
@ConfigMapping(prefix = "handoff.local")
public interface LocalConfig {

    /** Whether a doorbell that finds no free slot is refused instead of waiting. The task stays queued all the same. */
    @WithDefault("false")
    boolean nonblocking();

    /**
     * How many tasks that were submitted here may wait in the table before further doorbells are refused, about; 0 for no
     * limit. The tasks stay queued all the same.
     */
    @WithDefault("0")
    int maxBlockingTasks();
}
