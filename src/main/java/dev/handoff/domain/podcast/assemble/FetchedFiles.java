package dev.handoff.domain.podcast.assemble;

import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The files that one attempt works with. Each is fetched once. */
final class FetchedFiles implements AutoCloseable {

    private final Storage storage;
    private final Workspace workspace;
    private final Map<String, Path> files = new HashMap<>();

    private FetchedFiles(Storage storage, Workspace workspace) {
        this.storage = storage;
        this.workspace = workspace;
    }

    /** Closing deletes all files of the workspace. */
    static FetchedFiles of(Storage storage) throws IOException {
        return new FetchedFiles(storage, Workspace.open());
    }

    Workspace workspace() {
        return workspace;
    }

    /** @throws TaskFailure permanent, if there is no such file */
    Path fetch(String filename) throws TaskFailure, IOException {
        var file = files.get(filename);
        if (file == null) {
            file = storage.fetch(FileName.parse(filename), workspace);
            files.put(filename, file);
        }
        return file;
    }

    /** Notes a file that was made in the workspace and need not be fetched. */
    void has(String filename, Path file) {
        files.put(filename, file);
    }

    @Override
    public void close() throws IOException {
        workspace.close();
    }
}
