package dev.handoff.kit.database.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** A share in the PostgreSQL server of a folder, which runs while any process has a share in it. */
public final class OwnPostgres implements AutoCloseable {

    static final String REMEDY =
            "; to use a server of your own, set DATABASE_URL=postgresql://user:password@host:5432/database";

    private static final String USER = "postgres";
    private static final int STOP_SECONDS = 10;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Home home;
    private final FolderLock share;
    private final DatabaseUrl server;

    private OwnPostgres(Home home, FolderLock share, DatabaseUrl server) {
        this.home = home;
        this.share = share;
        this.server = server;
    }

    /**
     * Takes a share in a server that keeps what it has committed, whatever happens to the machine.
     *
     * @see #start(Path, Map, Consumer)
     */
    public static OwnPostgres start(Path folder, Consumer<String> notices) {
        // The library is made for tests and switches both off.
        return start(folder, Map.of("fsync", "on", "synchronous_commit", "on"), notices);
    }

    /**
     * Takes a share in the folder's server, which is started if it doesn't run.
     *
     * @param folder for programs, data, password, log and locks; a process may have one share in a folder
     * @param settings of the server, for the case that it has to be started
     * @param notices is told what takes long
     * @throws PostgresFailed if there is no server for this platform, or it doesn't start
     */
    public static OwnPostgres start(Path folder, Map<String, String> settings, Consumer<String> notices) {
        var home = new Home(folder.toAbsolutePath().normalize());
        try {
            home.create();
            try (var _ = FolderLock.alone(home.startLock())) {
                return share(home, new Launcher(home, settings, notices));
            }
        } catch (IOException e) {
            throw new PostgresFailed("can't keep PostgreSQL in " + home.folder() + ": " + e + REMEDY, e);
        }
    }

    /** The database of this name, which is created if it doesn't exist. */
    public DatabaseUrl database(String name) {
        return create(server, name);
    }

    /** Gives the share back. The last one to do so stops the server, and returns when it has stopped. */
    @Override
    public void close() {
        try (share;
                var _ = FolderLock.alone(home.startLock())) {
            if (share.leave()) {
                Postmaster.of(home.data()).ifPresent(postmaster -> postmaster.stop(STOP_SECONDS));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't leave PostgreSQL in " + home.folder(), e);
        }
    }

    static DatabaseUrl create(DatabaseUrl server, String name) {
        try (var connection = server.connect();
                var find = connection.prepareStatement("SELECT 1 FROM pg_database WHERE datname = ?");
                var create = connection.createStatement()) {
            find.setString(1, name);
            if (!find.executeQuery().next()) {
                create.execute("CREATE DATABASE " + create.enquoteIdentifier(name, true));
            }
            return server.withDatabase(name);
        } catch (SQLException e) {
            throw new PostgresFailed("can't create database " + name + ": " + e.getMessage(), e);
        }
    }

    private static OwnPostgres share(Home home, Launcher launcher) throws IOException {
        var share = FolderLock.shared(home.usersLock());
        try {
            var running = running(home);
            if (running.isEmpty()) {
                launcher.launch();
                running = running(home);
            }
            int port = running.orElseThrow().port();
            var password = Optional.of(home.password());
            return new OwnPostgres(home, share, new DatabaseUrl("127.0.0.1", port, "postgres", USER, password, ""));
        } catch (IOException | RuntimeException e) {
            share.close();
            throw e;
        }
    }

    /** Waits for a server that starts, recovers or stops. */
    private static Optional<Postmaster> running(Home home) throws IOException {
        var giveUp = Instant.now().plus(PATIENCE);
        var found = Postmaster.of(home.data());
        while (found.isPresent() && !found.get().ready()) {
            if (Instant.now().isAfter(giveUp)) {
                throw new PostgresFailed(
                        "PostgreSQL, process " + found.get().process().pid()
                                + ", is neither ready nor gone; a client such as psql may keep it from stopping: end that first");
            }
            pause();
            found = Postmaster.of(home.data());
        }
        return found;
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresFailed("interrupted while waiting for PostgreSQL", e);
        }
    }
}
