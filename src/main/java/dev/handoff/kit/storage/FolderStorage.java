package dev.handoff.kit.storage;

import dev.handoff.kit.storage.FileName.LocalFile;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/** Keeps files in a folder of this machine, or one that several machines mount. */
final class FolderStorage implements StorageBackend<LocalFile> {

    private final StorageFolder folder;

    FolderStorage(Path folder) {
        this.folder = new StorageFolder(folder);
    }

    @Override
    public Path fetch(LocalFile name, Workspace workspace, long most) throws TaskFailure, IOException {
        try (var file = open(name, most)) {
            return file.within(workspace);
        }
    }

    /** @throws TaskFailure permanent if there is no such file, or it may not be read, or is too large */
    FolderFile open(LocalFile name, long most) throws TaskFailure, IOException {
        var found = locate(name);
        if (found.isEmpty()) {
            throw missing(name);
        }
        try {
            var file = folder.open(found.get(), name);
            checkSize(file, name, most);
            return file;
        } catch (NoSuchFileException deletedMeanwhile) {
            throw missing(name);
        }
    }

    private static void checkSize(FolderFile file, LocalFile name, long most) throws TaskFailure, IOException {
        try {
            Storage.checkSize(name, file.channel().size(), most);
        } catch (TaskFailure tooLarge) {
            file.close();
            throw tooLarge;
        }
    }

    private TaskFailure missing(LocalFile name) {
        return TaskFailure.permanent("no file " + name + " in " + folder + "; put it there or set HANDOFF_STORAGE");
    }

    @Override
    public Optional<StoredFile> find(LocalFile name) throws TaskFailure, IOException {
        try {
            var found = locate(name);
            return found.isEmpty() ? Optional.empty() : Optional.of(facts(found.get()));
        } catch (NoSuchFileException deletedMeanwhile) {
            return Optional.empty();
        }
    }

    /** A file is replaced by another one, so its key tells apart what is written within one tick of the clock. */
    private static StoredFile facts(Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        var changed = attributes.lastModifiedTime().toInstant();
        var state = attributes.size() + " " + changed + " " + attributes.fileKey();
        return new StoredFile(attributes.size(), Sha256.of(state).substring(0, 32), changed);
    }

    @Override
    public void put(Path file, LocalFile name) throws TaskFailure, IOException {
        if (PartialFile.isNameOfOne(name)) {
            throw TaskFailure.permanent(name + " is a name for unfinished files; choose another");
        }
        try {
            var target = folder.make(name);
            refuseFolder(target, name);
            try (var partial = PartialFile.copyOf(file, target.getParent())) {
                partial.becomes(target);
            }
        } catch (AccessDeniedException e) {
            throw denied("write", name, e);
        }
    }

    @Override
    public void delete(LocalFile name) throws TaskFailure, IOException {
        try {
            var target = folder.locate(name);
            if (target.isPresent()) {
                refuseFolder(target.get(), name);
                Files.deleteIfExists(target.get());
            }
        } catch (AccessDeniedException e) {
            throw denied("delete", name, e);
        }
    }

    @Override
    public void deleteAll(LocalFile name) throws TaskFailure, IOException {
        try {
            var target = folder.locate(name);
            if (target.isPresent() && isFolder(target.get())) {
                Files.walkFileTree(target.get(), new Deletion());
            }
        } catch (AccessDeniedException e) {
            throw denied("delete", name, e);
        }
    }

    private Optional<Path> locate(LocalFile name) throws TaskFailure, IOException {
        var located = folder.locate(name);
        if (located.isEmpty()) {
            return Optional.empty();
        }
        try {
            var found = folder.inside(located.get().toRealPath(), name);
            // A pipe or device would keep its reader waiting for ever.
            if (!Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
                throw TaskFailure.permanent(name + " in " + folder + " is not a regular file");
            }
            return Optional.of(found);
        } catch (NoSuchFileException nothingThere) {
            return Optional.empty();
        }
    }

    private void refuseFolder(Path target, LocalFile name) throws TaskFailure {
        if (isFolder(target)) {
            throw TaskFailure.permanent(name + " in " + folder + " is a folder; choose another name or remove it");
        }
    }

    private TaskFailure denied(String doing, LocalFile name, AccessDeniedException e) {
        return TaskFailure.permanent(
                "may not " + doing + " " + name + " in " + folder + ", since access to " + e.getFile()
                        + " is denied; give the user that Handoff runs as the right to",
                e);
    }

    private static boolean isFolder(Path path) {
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** Deletes a folder with all that is in it, and links themselves; what another has deleted meanwhile is no fault. */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            if (e instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw e;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path folder, IOException e) throws IOException {
            if (e != null && !(e instanceof NoSuchFileException)) {
                throw e;
            }
            Files.deleteIfExists(folder);
            return FileVisitResult.CONTINUE;
        }
    }
}
