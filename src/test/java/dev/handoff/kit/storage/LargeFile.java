package dev.handoff.kit.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Content that no two places have in common. */
final class LargeFile {

    private LargeFile() {}

    static Path of(Path file, int megabytes) throws IOException {
        var random = new Random(megabytes);
        var megabyte = new byte[1 << 20];
        try (var out = Files.newOutputStream(file)) {
            for (int written = 0; written < megabytes; written++) {
                random.nextBytes(megabyte);
                out.write(megabyte);
            }
        }
        return file;
    }
}
