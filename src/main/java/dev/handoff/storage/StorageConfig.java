package dev.handoff.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which files tasks may read. */
@ConfigMapping(prefix = "handoff.storage")
public interface StorageConfig {

    /** Holds the files that are named without {@code gs://}. {@code HANDOFF_STORAGE} sets it too. */
    @WithDefault("${HANDOFF_STORAGE:${HANDOFF_DATA:${user.home}/.handoff}/storage}")
    Path folder();

    /** The buckets that tasks may read. Empty for all that the credentials can read. {@code HANDOFF_BUCKETS} sets it too. */
    @WithDefault("${HANDOFF_BUCKETS:}")
    Optional<Set<String>> buckets();

    /** The largest file that is read, local or from a bucket. */
    @WithDefault("2G")
    MemorySize maxSize();
}
