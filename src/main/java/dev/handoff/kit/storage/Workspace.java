package dev.handoff.kit.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;

/** A temporary folder that one attempt has to itself, only this user may read, and closing removes with all it holds. */
public record Workspace(Path folder) implements AutoCloseable {

    public static Workspace open() throws IOException {
        return new Workspace(Files.createTempDirectory("handoff-"));
    }

    @Override
    public void close() throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
