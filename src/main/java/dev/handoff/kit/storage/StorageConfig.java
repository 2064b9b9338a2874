package dev.handoff.kit.storage;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Which files tasks may read, and where those go that they make. */
@ConfigMapping(prefix = "handoff.storage")
public interface StorageConfig {

    /** Holds the files that are named without {@code gs://}. {@code HANDOFF_STORAGE} sets it too. */
    @WithDefault("${HANDOFF_STORAGE:${HANDOFF_DATA:${user.home}/.handoff}/storage}")
    Path folder();

    /** The buckets that tasks may read and write. Empty for all that the credentials open. {@code HANDOFF_BUCKETS} sets it too. */
    @WithDefault("${HANDOFF_BUCKETS:}")
    Optional<Set<String>> buckets();

    /**
     * Where files go that tasks make: a folder in the storage folder, or {@code gs://bucket/prefix}. {@code HANDOFF_OUTPUT}
     * sets it too.
     */
    @WithDefault("${HANDOFF_OUTPUT:output}")
    String output();

    /** The largest file that is read or written, local or in a bucket. */
    @WithDefault("2G")
    MemorySize maxSize();
}
