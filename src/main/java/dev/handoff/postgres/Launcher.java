package dev.handoff.postgres;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Starts the server of a folder. The caller sees to it that nobody else does so at the same time. */
final class Launcher {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    // Kept in a field, because a logger that nobody refers to forgets its level.
    private static final Logger LIBRARY = Logger.getLogger("io.zonky.test.db.postgres");

    private final Home home;
    private final Map<String, String> settings;
    private final Consumer<String> notices;

    Launcher(Home home, Map<String, String> settings, Consumer<String> notices) {
        this.home = home;
        this.settings = settings;
        this.notices = notices;
        // Its reports are about itself; the server's own are in the log file.
        LIBRARY.setLevel(Level.OFF);
    }

    /** Returns when the server accepts connections, and leaves it to itself. */
    void launch() throws IOException {
        if (Files.exists(home.unfinished())) {
            delete(home.data());
        }
        if (Files.notExists(home.data())) {
            notices.accept("setting up PostgreSQL in " + home.folder() + ", once");
            Files.writeString(home.unfinished(), "");
        }
        Files.deleteIfExists(home.log());
        try {
            builder().start();
        } catch (IOException | IllegalStateException | ExceptionInInitializerError e) {
            throw failed(e);
        }
        Files.deleteIfExists(home.unfinished());
        // The library lets everybody write here, as suits a folder for temporary files.
        Files.setPosixFilePermissions(home.programs(), PosixFilePermissions.fromString("rwxr-xr-x"));
        // The library holds this lock as long as this process lives, and could not start the server a second time.
        Files.deleteIfExists(home.data().resolve("epg-lock"));
    }

    private EmbeddedPostgres.Builder builder() throws IOException {
        var builder = EmbeddedPostgres.builder()
                .setDataDirectory(home.data())
                .setCleanDataDirectory(false)
                .setOverrideWorkingDirectory(home.programs().toFile())
                .setPgBinaryResolver(Launcher::programs)
                // The server must outlive the shutdown of everything that still writes to it.
                .setRegisterShutdownHook(false)
                .setPGStartupWait(PATIENCE)
                .setOutputRedirector(Redirect.appendTo(home.log().toFile()))
                .setErrorRedirector(Redirect.appendTo(home.log().toFile()))
                .setConnectConfig("password", home.password())
                .setLocaleConfig("pwfile", home.passwordFile().toString())
                .setLocaleConfig("auth-host", "scram-sha-256")
                .setLocaleConfig("locale", "C")
                .setServerConfig("listen_addresses", "127.0.0.1")
                // None: they would lie in a folder of the machine's, and let everybody in.
                .setServerConfig("unix_socket_directories", "");
        settings.forEach(builder::setServerConfig);
        return builder;
    }

    private PostgresFailed failed(Throwable cause) throws IOException {
        if (Files.notExists(home.log())) {
            return new PostgresFailed("PostgreSQL doesn't start: " + cause.getMessage() + OwnPostgres.REMEDY, cause);
        }
        var lines = Files.readAllLines(home.log());
        var reason = lines.stream()
                .filter(line -> line.contains("error:") || line.contains("FATAL:"))
                .findFirst()
                .orElse(lines.isEmpty() ? "no reason given" : lines.getLast());
        return new PostgresFailed(
                "PostgreSQL doesn't start: " + reason.strip() + " (see " + home.log() + ")" + OwnPostgres.REMEDY,
                cause);
    }

    private static InputStream programs(String system, String architecture) throws IOException {
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, architecture);
        } catch (IllegalStateException e) {
            throw new PostgresFailed(
                    "this build brings no PostgreSQL for " + system + " on " + architecture + OwnPostgres.REMEDY, e);
        }
    }

    private static void delete(Path folder) throws IOException {
        if (Files.notExists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
