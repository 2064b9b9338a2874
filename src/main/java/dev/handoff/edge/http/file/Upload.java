package dev.handoff.edge.http.file;

import dev.handoff.kit.storage.StorageUnavailable;
import dev.handoff.kit.storage.Workspace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** A body that has come in whole. */
record Upload(Workspace workspace, Path file) implements AutoCloseable {

    private static final int PART = 64 * 1024;

    /**
     * Reads a body to its end.
     *
     * @param body null if there is none
     * @throws IOException if the caller doesn't send all of it
     * @throws StorageUnavailable if this machine can't take it in
     */
    static Upload of(InputStream body) throws IOException {
        var workspace = open();
        try {
            var file = workspace.folder().resolve("upload");
            try (var out = Files.newOutputStream(file)) {
                copy(body == null ? InputStream.nullInputStream() : body, out);
            }
            return new Upload(workspace, file);
        } catch (IOException | RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    private static Workspace open() {
        try {
            return Workspace.open();
        } catch (IOException e) {
            throw new StorageUnavailable(e);
        }
    }

    /** Whose fault it is when it breaks off: reading is the caller's, writing is ours. */
    private static void copy(InputStream body, OutputStream out) throws IOException {
        var part = new byte[PART];
        for (int read = body.read(part); read >= 0; read = body.read(part)) {
            try {
                out.write(part, 0, read);
            } catch (IOException e) {
                throw new StorageUnavailable(e);
            }
        }
    }

    @Override
    public void close() throws IOException {
        workspace.close();
    }
}
