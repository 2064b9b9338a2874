package dev.handoff.tool.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** What this machine's disk can do: the end of everything that is to outlive a power cut. */
final class Disk {

    /** A page of PostgreSQL's log. */
    private static final int PAGE = 8192;

    private static final Duration DURATION = Duration.ofSeconds(1);

    private Disk() {}

    /**
     * Writes to one place and waits until the disk has it, as a commit does to the log, whose files are there already.
     *
     * @param folder on the disk in question
     */
    static Rate flushes(Path folder) {
        try {
            var file = Files.createTempFile(folder, "handoff-bench-", ".tmp");
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                // It lives on while it is open, and there is nothing to clear away later.
                Files.delete(file);
                return flushes(channel);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + folder, e);
        }
    }

    private static Rate flushes(FileChannel channel) throws IOException {
        var page = ByteBuffer.allocateDirect(PAGE);
        long begin = System.nanoTime();
        long count = 0;
        while (System.nanoTime() - begin < DURATION.toNanos()) {
            channel.write(page.clear(), 0);
            channel.force(false);
            count++;
        }
        return Rate.of(count, System.nanoTime() - begin);
    }
}
