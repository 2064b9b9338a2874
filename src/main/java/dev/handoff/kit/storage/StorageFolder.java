package dev.handoff.kit.storage;

import dev.handoff.kit.storage.FileName.LocalFile;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** The storage folder, and the way to the files in it, which never leads out of it. */
record StorageFolder(Path path) {

    /**
     * Where a file is or would be. Nothing on the way is a symbolic link; the file itself may be one.
     *
     * @return empty if a folder on the way is missing, so that there can be no such file
     * @throws TaskFailure permanent if a link on the way leads out
     */
    Optional<Path> locate(LocalFile name) throws TaskFailure, IOException {
        try {
            var way = Path.of(name.path());
            var at = path.toRealPath();
            for (var folder : foldersOf(way)) {
                at = inside(at.resolve(folder).toRealPath(), name);
                if (!Files.isDirectory(at)) {
                    return Optional.empty();
                }
            }
            return Optional.of(at.resolve(way.getFileName()));
        } catch (NoSuchFileException | InvalidPathException nothingThere) {
            return Optional.empty();
        }
    }

    /**
     * The same, and makes the folders that are missing.
     *
     * @throws TaskFailure permanent if the way leads out, or over a file
     */
    Path make(LocalFile name) throws TaskFailure, IOException {
        var way = wayOf(name);
        Files.createDirectories(path);
        var at = path.toRealPath();
        for (var folder : foldersOf(way)) {
            var next = at.resolve(folder);
            makeFolder(next);
            at = inside(next.toRealPath(), name);
            if (!Files.isDirectory(at)) {
                throw TaskFailure.permanent(next + " is not a folder, so there can be no " + name
                        + "; choose another name or remove that file");
            }
        }
        return at.resolve(way.getFileName());
    }

    /** @throws TaskFailure permanent if the path, which has no links, is not in this folder */
    Path inside(Path real, LocalFile name) throws TaskFailure, IOException {
        if (!real.startsWith(path.toRealPath())) {
            throw TaskFailure.permanent(name + " is a link that leads out of " + this);
        }
        return real;
    }

    /** @throws TaskFailure permanent if there is a link on the way now, or no regular file */
    FolderFile open(Path real, LocalFile name) throws TaskFailure, IOException {
        return FolderFile.open(path.toRealPath(), real, name);
    }

    private Path wayOf(LocalFile name) throws TaskFailure {
        try {
            return Path.of(name.path());
        } catch (InvalidPathException e) {
            throw TaskFailure.permanent(
                    name + " can't be the name of a file on this machine; set LC_ALL=C.UTF-8, or choose another", e);
        }
    }

    private static void makeFolder(Path folder) throws IOException {
        try {
            Files.createDirectory(folder);
            PartialFile.force(folder.getParent());
        } catch (FileAlreadyExistsException there) {
            // Made by another just now, or long ago.
        }
    }

    private static Iterable<Path> foldersOf(Path way) {
        return way.getParent() == null ? List.of() : way.getParent();
    }

    @Override
    public String toString() {
        return "the storage folder " + path;
    }
}
