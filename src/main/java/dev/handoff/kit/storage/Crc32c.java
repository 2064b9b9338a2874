package dev.handoff.kit.storage;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/** Checksums as Cloud Storage writes them: four bytes, the highest first, in Base64. */
final class Crc32c {

    private Crc32c() {}

    static String of(Path file) throws IOException {
        var checksum = new CRC32C();
        try (var sink = new CheckedOutputStream(OutputStream.nullOutputStream(), checksum)) {
            Files.copy(file, sink);
        }
        var bytes = ByteBuffer.allocate(Integer.BYTES).putInt((int) checksum.getValue());
        return Base64.getEncoder().encodeToString(bytes.array());
    }
}
