package dev.handoff.kit.database.embedded;

import dev.handoff.kit.text.Text;
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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Starts the server of a folder. The caller holds the lock that keeps others from doing so at the same time. */
final class Launcher {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);
    private static final Pattern REASON = Pattern.compile("(?<=error: |FATAL:  ).*");
    // Kept in a field, because a logger without a reference forgets its level.
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
        start(builder());
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
                // The library unpacks once for each resolver, whatever the folder is.
                .setPgBinaryResolver(this::programs)
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

    /** The library waits for a server that has given up as long as for one that is slow. */
    private void start(EmbeddedPostgres.Builder builder) throws IOException {
        var start = new FutureTask<>(builder::start);
        var thread = Thread.startVirtualThread(start);
        while (!start.isDone()) {
            try {
                start.get(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                if (hasGivenUp()) {
                    thread.interrupt();
                    throw failed(e);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof PostgresFailed known ? known : failed(e.getCause());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw failed(e);
            }
        }
    }

    private boolean hasGivenUp() throws IOException {
        return Files.exists(home.log()) && Text.read(home.log()).contains("pg_ctl: could not start server");
    }

    private PostgresFailed failed(Throwable cause) throws IOException {
        var reason = Files.notExists(home.log())
                ? String.valueOf(cause.getMessage())
                : Text.read(home.log())
                        .lines()
                        .map(REASON::matcher)
                        .filter(Matcher::find)
                        .map(Matcher::group)
                        .findFirst()
                        .orElse("no reason given");
        return new PostgresFailed(
                "PostgreSQL doesn't start: " + reason + " (its log is " + home.log() + ")" + OwnPostgres.REMEDY, cause);
    }

    private InputStream programs(String system, String architecture) throws IOException {
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
