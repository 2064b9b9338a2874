package dev.handoff.kit.storage;

import dev.handoff.kit.storage.FileName.LocalFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A file on its way to a name. Beside its target, because a rename is only atomic within one file system; under a name of
 * its own, because an attempt that was given up may still be writing when the next one begins. One that a killed process
 * left behind is removed when a later file comes that way.
 */
record PartialFile(Path path) implements AutoCloseable {

    private static final String PREFIX = ".storing-";
    private static final Duration ABANDONED = Duration.ofDays(1);

    // Short enough for an interrupt to come through in between.
    private static final int CHUNK = 8 << 20;

    /** Whether the file, or a folder on the way to it, would be taken for one of these. */
    static boolean isNameOfOne(LocalFile name) {
        return ("/" + name.path()).contains("/" + PREFIX);
    }

    /** Copies a file, down to the disk. */
    static PartialFile copyOf(Path file, Path folder) throws IOException {
        removeAbandoned(folder);
        var partial = new PartialFile(folder.resolve(PREFIX + UUID.randomUUID()));
        try {
            partial.fill(file);
            return partial;
        } catch (IOException e) {
            partial.close();
            throw e;
        }
    }

    /** Takes the place of the target, which is not followed if it is a link. */
    void becomes(Path target) throws IOException {
        Files.move(path, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.getParent());
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }

    /** Makes the entries of a folder outlive a power cut. */
    static void force(Path folder) throws IOException {
        try (var entries = FileChannel.open(folder, StandardOpenOption.READ)) {
            entries.force(true);
        }
    }

    private void fill(Path file) throws IOException {
        try (var from = FileChannel.open(file, StandardOpenOption.READ);
                var to = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long copied = 0;
            for (long sent = -1; sent != 0; copied += sent) {
                sent = from.transferTo(copied, CHUNK, to);
            }
            to.force(true);
        }
    }

    private static void removeAbandoned(Path folder) throws IOException {
        var since = Instant.now().minus(ABANDONED);
        try (var partials = Files.newDirectoryStream(folder, PREFIX + "*")) {
            for (var partial : partials) {
                if (isAbandoned(partial, since)) {
                    Files.deleteIfExists(partial);
                }
            }
        }
    }

    private static boolean isAbandoned(Path partial, Instant since) throws IOException {
        try {
            var attributes = Files.readAttributes(partial, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return attributes.isRegularFile()
                    && attributes.lastModifiedTime().toInstant().isBefore(since);
        } catch (NoSuchFileException finishedJustNow) {
            return false;
        }
    }
}
