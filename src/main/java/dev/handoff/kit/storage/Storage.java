package dev.handoff.kit.storage;

import dev.handoff.kit.storage.FileName.CloudObject;
import dev.handoff.kit.storage.FileName.LocalFile;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Finds the files that tasks name, and keeps those that they make. */
@Singleton
public final class Storage {

    private static final int MAX_STEM_LENGTH = 80;
    private static final int MAX_ENDING_LENGTH = 10;

    private final StorageConfig config;
    private final FolderStorage folder;
    private final CloudStorage cloud;
    private final String outputs;

    public Storage(StorageConfig config, CloudStorage cloud) {
        this.config = config;
        this.folder = new FolderStorage(config.folder());
        this.cloud = cloud;
        this.outputs = checkedOutputs();
    }

    /**
     * Reads a filename and refuses one that no attempt will be allowed to open. Touches neither disk nor network.
     *
     * @throws Invalid pointing at {@code /filename}
     */
    public FileName check(String filename) {
        var name = FileName.parse(filename);
        if (name instanceof CloudObject object && config.buckets().isPresent()) {
            var allowed = config.buckets().get();
            if (!allowed.contains(object.bucket())) {
                throw Invalid.task(
                        "/filename",
                        "bucket " + object.bucket() + " is not allowed; allowed are " + String.join(", ", allowed));
            }
        }
        return name;
    }

    /**
     * The name of a file that a task makes, in the place where outputs go.
     *
     * @param path where in that place, its segments separated by slashes
     * @throws Invalid pointing at {@code /output}, if the path is not relative or not well-formed
     */
    public FileName output(String path) {
        try {
            if (FileName.parse(path) instanceof LocalFile) {
                return FileName.parse(outputs + "/" + path);
            }
        } catch (Invalid e) {
            throw Invalid.task("/output", e.violations().getFirst().message());
        }
        throw Invalid.task("/output", "must not name a bucket, was " + path + "; HANDOFF_OUTPUT says where outputs go");
    }

    /** Where files go that tasks make: a folder or {@code gs://bucket/prefix}, without a slash at its end. */
    public String outputs() {
        return outputs;
    }

    /**
     * Brings a file within reach.
     *
     * @param workspace takes another name of the file, or its copy
     * @return a path in the workspace, to be read and not changed; what others do to the file's name has no effect on it
     * @throws TaskFailure permanent if there is no such file, or it may not be read, or is too large
     */
    public Path fetch(FileName name, Workspace workspace) throws TaskFailure, IOException {
        return switch (permitted(name)) {
            case LocalFile file -> folder.fetch(file, workspace, mostBytes());
            case CloudObject object -> cloud.fetch(object, workspace, mostBytes());
        };
    }

    /**
     * Opens a file.
     *
     * @param workspace takes the copy of a file that is not on this machine
     * @throws TaskFailure permanent if there is no such file, or it may not be read, or is too large
     */
    public FileChannel open(FileName name, Workspace workspace) throws TaskFailure, IOException {
        return switch (permitted(name)) {
            case LocalFile file -> folder.open(file, mostBytes()).channel();
            case CloudObject object -> FileChannel.open(cloud.fetch(object, workspace, mostBytes()));
        };
    }

    /**
     * Makes or replaces a file at once: a reader finds the old content or the new, whole. May be done twice.
     *
     * @throws TaskFailure permanent if the name may not be written, or the file is too large
     */
    public void put(Path file, FileName name) throws TaskFailure, IOException {
        var permitted = permitted(name);
        checkSize(name, Files.size(file), mostBytes());
        switch (permitted) {
            case LocalFile local -> folder.put(file, local);
            case CloudObject object -> cloud.put(file, object);
        }
    }

    /** @throws TaskFailure permanent if it may not be found out */
    public boolean exists(FileName name) throws TaskFailure, IOException {
        return find(name).isPresent();
    }

    /**
     * Looks at a file without reading it.
     *
     * @return empty if there is no such file
     * @throws TaskFailure permanent if it may not be looked at
     */
    public Optional<StoredFile> find(FileName name) throws TaskFailure, IOException {
        return switch (permitted(name)) {
            case LocalFile file -> folder.find(file);
            case CloudObject object -> cloud.find(object);
        };
    }

    /**
     * Deletes a file; does nothing if there is none.
     *
     * @throws TaskFailure permanent if the file may not be deleted
     */
    public void delete(FileName name) throws TaskFailure, IOException {
        switch (permitted(name)) {
            case LocalFile file -> folder.delete(file);
            case CloudObject object -> cloud.delete(object);
        }
    }

    /**
     * Deletes the files of a folder and of the folders in it: all whose names go on with a slash after this one.
     *
     * @throws TaskFailure permanent if they may not be deleted
     */
    public void deleteAll(FileName name) throws TaskFailure, IOException {
        switch (permitted(name)) {
            case LocalFile file -> folder.deleteAll(file);
            case CloudObject object -> cloud.deleteAll(object);
        }
    }

    /**
     * Copies a file into the storage folder. The new name follows from the old one and the content, so that a file that is
     * stored twice is there once.
     *
     * @return the filename to submit
     */
    public String store(Path file) throws IOException {
        Files.createDirectories(config.folder());
        try (var partial = PartialFile.copyOf(file, config.folder())) {
            var name = nameFor(file, Sha256.of(partial.path()));
            partial.becomes(config.folder().resolve(name));
            return name;
        }
    }

    /** The name that {@link #store} would give to this file. */
    public static String nameOf(Path file) throws IOException {
        return nameFor(file, Sha256.of(file));
    }

    /** The name again, checked: it may have been made by hand, or been allowed when the configuration was another. */
    private FileName permitted(FileName name) throws TaskFailure {
        try {
            return check(name.toString());
        } catch (Invalid e) {
            throw TaskFailure.permanent(e.violations().getFirst().message(), e);
        }
    }

    /** The most bytes that a file may have. */
    public long mostBytes() {
        return config.maxSize().asLongValue();
    }

    private String checkedOutputs() {
        var outputs = config.output().replaceFirst("/+$", "");
        try {
            check(outputs + "/file");
            return outputs;
        } catch (Invalid e) {
            throw new ConfigurationException("HANDOFF_OUTPUT is " + config.output() + ", and a file in it "
                    + e.violations().getFirst().message());
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
        return clip(stem, MAX_STEM_LENGTH) + "-" + clip(fingerprint, 16) + clip(ending, MAX_ENDING_LENGTH);
    }

    private static String clip(String text, int length) {
        return text.substring(0, Math.min(text.length(), length));
    }
}
