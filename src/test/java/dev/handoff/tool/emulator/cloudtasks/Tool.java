package dev.handoff.tool.emulator.cloudtasks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program of others that talks to the emulator. */
final class Tool {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Tool() {}

    /** What it printed; fails, with all it said, if it did. */
    static String run(Path folder, Map<String, String> environment, String... command)
            throws IOException, InterruptedException {
        var out = Files.createTempFile("handoff-test-", ".out");
        var err = Files.createTempFile("handoff-test-", ".err");
        try {
            var builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        List.of(command) + " failed: " + Files.readString(out) + Files.readString(err));
            }
            return Files.readString(out);
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    static boolean isOnPath(String program) {
        return List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }
}
