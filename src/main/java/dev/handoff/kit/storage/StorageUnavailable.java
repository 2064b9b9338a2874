package dev.handoff.kit.storage;

import java.io.IOException;

/** The storage of files, or the disk on the way there, doesn't do what it should, and may do so later. */
public final class StorageUnavailable extends RuntimeException {

    public StorageUnavailable(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
