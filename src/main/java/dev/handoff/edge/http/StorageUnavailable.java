package dev.handoff.edge.http;

import java.io.IOException;

/** The storage of files, or the disk on the way there, doesn't do what it should: 503. */
public final class StorageUnavailable extends RuntimeException {

    public StorageUnavailable(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
