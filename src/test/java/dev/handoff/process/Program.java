package dev.handoff.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The packaged application. Everybody who tests it in a process of its own starts it here: the jar, or the native
 * executable that the system property {@code handoff.executable} names.
 */
final class Program {

    /** Marks what the engine does when processes or the broker die, or how fast: the same code, however it was compiled. */
    static final String JAR_ALONE = "jar-alone";

    private static final String EXECUTABLE = System.getProperty("handoff.executable", "");
    static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    // Of these the machine that tests may have any.
    private static final List<String> OTHERS = List.of(
            "APP_ENV",
            "DATABASE_URL",
            "PORT",
            "HANDOFF_URL",
            "HANDOFF_API_KEY",
            "TASKS_AUTH",
            "OPENAI_BASE_URL",
            "GOOGLE_CLOUD_PROJECT",
            "TASKS_LOCATION",
            "TASKS_QUEUE",
            "TASKS_URL_BASE",
            "TASKS_SERVICE_ACCOUNT",
            "CLOUD_TASKS_EMULATOR_HOST",
            "HANDOFF_ROUTES",
            "HEAVY_TASKS",
            "MQ_HOST",
            "MQ_PORT",
            "MQ_USER",
            "MQ_PASSWORD",
            "MQ_VHOST",
            "MQ_QUEUE");

    private Program() {}

    /** Whether it is the native executable. */
    static boolean isExecutable() {
        return !EXECUTABLE.isEmpty();
    }

    /** How a command ended, and what it said. */
    record Ended(int code, String out, String err) {}

    /**
     * Prepares a process.
     *
     * @param properties system properties, such as those of the JDK's TLS
     * @param settings environment variables; nothing else of Handoff's is set
     */
    static ProcessBuilder of(Map<String, String> properties, Map<String, String> settings, String... arguments)
            throws IOException {
        return of(isExecutable() ? List.of() : AotCache.options(), properties, settings, arguments);
    }

    /** @param options of the JVM, beside those of every program */
    static ProcessBuilder of(
            List<String> options, Map<String, String> properties, Map<String, String> settings, String... arguments) {
        var command = new ArrayList<String>();
        if (EXECUTABLE.isEmpty()) {
            command.add(java().toString());
            command.addAll(
                    List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        } else {
            command.add(Path.of(EXECUTABLE).toAbsolutePath().toString());
        }
        command.add("-Xmx256m");
        command.addAll(options);
        properties.forEach((name, value) -> command.add("-D" + name + "=" + value));
        if (EXECUTABLE.isEmpty()) {
            command.addAll(List.of("-jar", JAR.toString()));
        }
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command);
        OTHERS.forEach(process.environment()::remove);
        process.environment().putAll(settings);
        return process;
    }

    /** Runs a command to its end. */
    static Ended run(Map<String, String> settings, String... arguments) throws IOException, InterruptedException {
        var out = Files.createTempFile("handoff-test-", ".out");
        var err = Files.createTempFile("handoff-test-", ".err");
        try {
            var process = of(Map.of(), settings, arguments)
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        List.of(arguments) + " did not end: " + Files.readString(out) + Files.readString(err));
            }
            return new Ended(
                    process.exitValue(),
                    Files.readString(out, StandardCharsets.UTF_8),
                    Files.readString(err, StandardCharsets.UTF_8));
        } finally {
            Files.delete(out);
            Files.delete(err);
        }
    }

    /** The tests' own JVM. */
    static Path java() {
        return Path.of(ProcessHandle.current().info().command().orElseThrow());
    }
}
