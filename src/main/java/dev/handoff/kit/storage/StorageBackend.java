package dev.handoff.kit.storage;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A place of files whose names have one form. A permanent {@link TaskFailure} names what has to be changed; an
 * {@link IOException} may be gone at the next attempt. Everything here may be done twice.
 */
interface StorageBackend<N extends FileName> {

    /**
     * Brings a file within reach.
     *
     * @param workspace takes a copy, if the file is elsewhere
     * @throws TaskFailure permanent if there is no such file, or it may not be read, or has more bytes than {@code most}
     */
    Path fetch(N name, Workspace workspace, long most) throws TaskFailure, IOException;

    /** Makes or replaces a file at once: a reader finds the old content or the new, whole. */
    void put(Path file, N name) throws TaskFailure, IOException;

    /** @return empty if there is no such file */
    Optional<StoredFile> find(N name) throws TaskFailure, IOException;

    /** Does nothing if there is no such file. */
    void delete(N name) throws TaskFailure, IOException;

    /** Deletes all files whose names go on with a slash after this one. */
    void deleteAll(N folder) throws TaskFailure, IOException;
}
