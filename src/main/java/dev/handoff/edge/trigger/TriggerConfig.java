package dev.handoff.edge.trigger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which events and messages ask for tasks. */
@ConfigMapping(prefix = "handoff.trigger")
public interface TriggerConfig {

    /**
     * {@code HANDOFF_INPUT}: where recordings are uploaded to that are to be transcribed, as {@code gs://bucket} or
     * {@code gs://bucket/folder}, separated by commas. Empty for nowhere: events of uploads are refused then.
     */
    @WithDefault("${HANDOFF_INPUT:}")
    Optional<Set<String>> input();

    /**
     * Queues of other programs whose messages become tasks, at the broker of {@code MQ_HOST}, separated by commas. They
     * have to be there. To have one made and bound, write {@code queue:exchange/routing.key}, once for each binding. Empty for
     * none.
     */
    Optional<List<String>> queues();

    /** How many messages of one such queue an instance takes at a time. Defaults to 50. */
    @WithDefault("50")
    int prefetch();

    /** How long a message waits here for a database that doesn't answer before it is tried again. Defaults to 2 s. */
    @WithDefault("2s")
    Duration pause();
}
