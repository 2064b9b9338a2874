package dev.handoff.storage;

import dev.handoff.storage.FileName.CloudObject;
import dev.handoff.storage.FileName.LocalFile;
import dev.handoff.task.InvalidTask;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** Finds the files that tasks name, and takes new ones in. */
@Singleton
public final class Storage {

    private static final int LONGEST_STEM = 80;
    private static final int LONGEST_ENDING = 10;

    private final StorageConfig config;
    private final CloudStorage cloud;

    public Storage(StorageConfig config, CloudStorage cloud) {
        this.config = config;
        this.cloud = cloud;
    }

    /**
     * Reads a filename and refuses one that no attempt will be allowed to open. Touches neither disk nor network.
     *
     * @throws InvalidTask pointing at {@code /filename}
     */
    public FileName check(String filename) {
        var name = FileName.parse(filename);
        if (name instanceof CloudObject object && config.buckets().isPresent()) {
            var allowed = config.buckets().get();
            if (!allowed.contains(object.bucket())) {
                throw InvalidTask.of(
                        "/filename",
                        "bucket " + object.bucket() + " is not allowed; allowed are " + String.join(", ", allowed));
            }
        }
        return name;
    }

    /**
     * Brings a file within reach.
     *
     * @param workspace takes the copy of a file that is not on this machine
     * @return an absolute path without symbolic links, to be read and not changed
     * @throws TaskFailure permanent if there is no such file, or it may not be read, or is too large
     */
    public Path fetch(FileName name, Workspace workspace) throws TaskFailure, IOException {
        return switch (name) {
            case LocalFile file -> local(file);
            case CloudObject object ->
                cloud.download(object, workspace, config.maxSize().asLongValue());
        };
    }

    /**
     * Copies a file into the storage folder. The new name follows from the old one and the content, so that a file that is
     * stored twice is there once.
     *
     * @return the filename to submit
     */
    public String store(Path file) throws IOException {
        Files.createDirectories(config.folder());
        var partial = Files.createTempFile(config.folder(), ".storing-", null);
        try {
            Files.copy(file, partial, StandardCopyOption.REPLACE_EXISTING);
            var name = nameFor(file, Sha256.of(partial));
            Files.move(partial, config.folder().resolve(name), StandardCopyOption.ATOMIC_MOVE);
            return name;
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    private Path local(LocalFile file) throws TaskFailure, IOException {
        try {
            var folder = config.folder().toRealPath();
            var found = folder.resolve(file.path()).toRealPath();
            if (!found.startsWith(folder)) {
                throw TaskFailure.permanent(file + " is a link that leads out of the storage folder " + folder);
            }
            // A pipe or device would keep its reader waiting for ever.
            if (!Files.isRegularFile(found, LinkOption.NOFOLLOW_LINKS)) {
                throw TaskFailure.permanent(file + " in the storage folder " + folder + " is not a regular file");
            }
            checkSize(file, Files.size(found), config.maxSize().asLongValue());
            return found;
        } catch (NoSuchFileException | InvalidPathException e) {
            throw TaskFailure.permanent(
                    "no file " + file + " in the storage folder " + config.folder()
                            + "; put it there or set HANDOFF_STORAGE",
                    e);
        }
    }

    static void checkSize(FileName name, long bytes, long most) throws TaskFailure {
        if (bytes > most) {
            throw TaskFailure.permanent(
                    name + " has " + bytes + " bytes, the limit is " + most + "; handoff.storage.max-size raises it");
        }
    }

    private static String nameFor(Path file, String fingerprint) {
        var plain = file.getFileName().toString().toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9.]+", "-");
        int dot = plain.lastIndexOf('.');
        var stem = plain.substring(0, dot < 0 ? plain.length() : dot).replaceAll("^[.-]+", "");
        var ending = dot < 0 ? "" : plain.substring(dot);
        return clip(stem, LONGEST_STEM) + "-" + clip(fingerprint, 16) + clip(ending, LONGEST_ENDING);
    }

    private static String clip(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
