package dev.handoff.kit.storage;

import dev.handoff.kit.storage.FileName.LocalFile;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NotDirectoryException;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.SecureDirectoryStream;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributeView;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Set;

/**
 * A file of the storage folder, open: what its name leads to may be changed from now on by whoever may write there.
 *
 * @param path by which it was opened
 * @param key which no other file has at the same time
 */
record FolderFile(FileChannel channel, Path path, Object key) implements AutoCloseable {

    private static final Set<OpenOption> READ = Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);

    /**
     * Goes from folder to folder and follows no link, since one may have taken the place of a folder or file that was looked
     * at before.
     *
     * @param root without links
     * @param file in the root, without links when it was looked at
     * @throws TaskFailure permanent if there is a link on the way now, or no regular file
     */
    static FolderFile open(Path root, Path file, LocalFile name) throws TaskFailure, IOException {
        try (var top = Files.newDirectoryStream(root)) {
            if (top instanceof SecureDirectoryStream<Path> secure) {
                return open(secure, root.relativize(file), file, name);
            }
            throw new IOException("this machine opens no files without following links");
        } catch (NotDirectoryException | FileSystemLoopException link) {
            throw changed(name, link);
        } catch (FileSystemException refused) {
            if (String.valueOf(refused.getReason()).contains("symbolic links")) {
                throw changed(name, refused);
            }
            throw refused;
        }
    }

    private static FolderFile open(SecureDirectoryStream<Path> at, Path way, Path file, LocalFile name)
            throws TaskFailure, IOException {
        if (way.getNameCount() > 1) {
            try (var next = at.newDirectoryStream(way.getName(0), LinkOption.NOFOLLOW_LINKS)) {
                return open(next, way.subpath(1, way.getNameCount()), file, name);
            }
        }
        var facts = at.getFileAttributeView(way, BasicFileAttributeView.class, LinkOption.NOFOLLOW_LINKS)
                .readAttributes();
        // A pipe or device would keep its reader waiting for ever.
        if (!facts.isRegularFile()) {
            throw TaskFailure.permanent(name + " is not a regular file");
        }
        return new FolderFile((FileChannel) at.newByteChannel(way, READ), file, facts.fileKey());
    }

    private static TaskFailure changed(LocalFile name, IOException link) {
        return TaskFailure.permanent(name + " became a link while it was opened", link);
    }

    /** Gives it a name that nobody else changes: of its own if that is possible, else of a copy. */
    Path within(Workspace workspace) throws IOException {
        var target = Files.createTempFile(workspace.folder(), "file-", "");
        Files.delete(target);
        if (!isLinkedAs(target)) {
            copyTo(target);
        }
        return target;
    }

    private boolean isLinkedAs(Path target) throws IOException {
        try {
            Files.createLink(target, path);
        } catch (IOException | UnsupportedOperationException onAnotherDisk) {
            return false;
        }
        var facts = Files.readAttributes(target, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        if (facts.isRegularFile() && Objects.equals(key, facts.fileKey())) {
            return true;
        }
        Files.delete(target);
        return false;
    }

    private void copyTo(Path target) throws IOException {
        try (var to = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            long copied = 0;
            for (long more = -1; more != 0; copied += more) {
                more = channel.transferTo(copied, Long.MAX_VALUE - copied, to);
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
