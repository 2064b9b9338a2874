package dev.handoff.process;

import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.embedded.TestDatabase;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of the jar, loaded and linked ahead of time: a start with it takes less than half of the processor time. The
 * first start after a build makes it; the next build deletes it with the jar.
 */
final class AotCache {

    private static final Path FILE = Program.JAR.resolveSibling("app.aot");
    private static final Path UNFINISHED = Program.JAR.resolveSibling("unfinished.aot");
    // Tests run in several processes.
    private static final Path LOCK = Path.of("target", "aot.lock");
    // JDK 25 saves adapters under names that it doesn't find again, and says so on stdout.
    private static final List<String> QUIET = List.of("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTAdapterCaching");
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private AotCache() {}

    /** With what the JVM uses it. */
    static synchronized List<String> options() throws IOException {
        if (!Files.exists(FILE)) {
            try (var channel = FileChannel.open(LOCK, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var _ = channel.lock()) {
                if (!Files.exists(FILE)) {
                    make();
                }
            }
        }
        return options("-XX:AOTCache=" + FILE);
    }

    private static List<String> options(String own) {
        return Stream.concat(Stream.of(own), QUIET.stream()).toList();
    }

    /** Keeps what a server needs to start and to run a task. */
    private static void make() throws IOException {
        var database = TestDatabase.fresh();
        try (var server = Instance.trained(database, options("-XX:AOTCacheOutput=" + UNFINISHED))) {
            var task = server.submit("process-message", "{\"text\":\"x\",\"steps\":1}");
            await().atMost(PATIENCE).until(() -> server.stateOf(task).equals("SUCCEEDED"));
            server.terminate();
            // The JVM writes the cache before it ends.
            await().atMost(PATIENCE).until(() -> server.endsWithin(Duration.ZERO));
        } finally {
            TestDatabase.drop(database);
        }
        Files.move(UNFINISHED, FILE);
    }
}
