package dev.handoff.edge.http.file;

import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StoredFile;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;

/** A file's bytes as they were when it was opened, whoever replaces the file meanwhile. */
record OpenFile(StoredFile facts, FileChannel channel, Workspace workspace) implements AutoCloseable {

    /** @throws NotFound if there is no such file */
    static OpenFile of(Storage storage, FileName name) throws TaskFailure, IOException {
        while (true) {
            var before = find(storage, name);
            var file = open(storage, name, before);
            // The bytes are of the version that the facts tell, or the file was replaced just now.
            if (find(storage, name).equals(before)) {
                return file;
            }
            file.close();
        }
    }

    static StoredFile find(Storage storage, FileName name) throws TaskFailure, IOException {
        return storage.find(name).orElseThrow(() -> NotFound.of("file", "there is no file " + name));
    }

    private static OpenFile open(Storage storage, FileName name, StoredFile facts) throws TaskFailure, IOException {
        var workspace = Workspace.open();
        try {
            return new OpenFile(facts, storage.open(name, workspace), workspace);
        } catch (TaskFailure | IOException | RuntimeException e) {
            workspace.close();
            throw e;
        }
    }

    /** As sent: an object that is stored with gzip encoding is longer than its facts say. */
    long size() throws IOException {
        return channel.size();
    }

    /** Writes a part of the file. */
    void write(long from, long length, OutputStream out) throws IOException {
        var to = Channels.newChannel(out);
        for (long sent = 0; sent < length; ) {
            long more = channel.transferTo(from + sent, length - sent, to);
            if (more <= 0) {
                throw new IOException("the file ends after " + (from + sent) + " bytes");
            }
            sent += more;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
        workspace.close();
    }
}
