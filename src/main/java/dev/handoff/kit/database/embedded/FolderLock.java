package dev.handoff.kit.database.embedded;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A lock between processes, which the operating system takes back from one that dies. */
final class FolderLock implements AutoCloseable {

    private final FileChannel channel;
    private FileLock held;

    private FolderLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Waits until no other process has the lock. */
    static FolderLock alone(Path file) throws IOException {
        var lock = open(file);
        lock.held = lock.channel.lock();
        return lock;
    }

    /** Waits until no process has the lock alone. */
    static FolderLock shared(Path file) throws IOException {
        var lock = open(file);
        lock.held = lock.channel.lock(0, Long.MAX_VALUE, true);
        return lock;
    }

    /** Gives a shared lock back. True if no other process shares it. */
    boolean leave() throws IOException {
        held.release();
        held = channel.tryLock();
        return held != null;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private static FolderLock open(Path file) throws IOException {
        return new FolderLock(
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
    }
}
