package dev.handoff.edge.trigger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Which events ask for tasks. */
@ConfigMapping(prefix = "handoff.trigger")
public interface TriggerConfig {

    /**
     * {@code HANDOFF_INPUT}: where recordings are uploaded to that are to be transcribed, as {@code gs://bucket} or
     * {@code gs://bucket/folder}, separated by commas. Empty for nowhere: events of uploads are refused then.
     */
    @WithDefault("${HANDOFF_INPUT:}")
    Optional<Set<String>> input();
}
