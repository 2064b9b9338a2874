package dev.handoff.kit.database.embedded;

import dev.handoff.Gate;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** A server of this machine's PostgreSQL that has pgvector, which the one in the program has not. */
public final class VectorPostgres implements AutoCloseable {

    private static final String REMEDY =
            "no PostgreSQL with pgvector is installed; get one with: apt-get install postgresql, and .ci/pgvector";
    private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

    private final Path programs;
    private final Path folder;
    private final int port;

    /** Fails where tests must all run, and aborts the test elsewhere, if there is none. */
    public VectorPostgres() {
        try {
            programs = Gate.require(find(), REMEDY);
            // Nobody but its own user, who isn't the one of the tests if that is root.
            folder = Files.createTempDirectory(
                    Path.of("/tmp"),
                    "vector",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxrwxrwx")));
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
            port = free();
            run("initdb", "-D", data(), "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale", "C", "-N");
            run(
                    "pg_ctl",
                    "-D",
                    data(),
                    "-w",
                    "-l",
                    folder.resolve("log").toString(),
                    "-o",
                    "-p " + port + " -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off",
                    "start");
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL with pgvector doesn't start", e);
        }
    }

    /** Its database, as its administrator sees it. */
    public DatabaseUrl database() {
        return DatabaseUrl.parse("postgresql://postgres:trusted@127.0.0.1:" + port + "/postgres");
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private static Optional<Path> find() throws IOException {
        if (Files.notExists(VERSIONS)) {
            return Optional.empty();
        }
        try (var versions = Files.list(VERSIONS)) {
            return versions.filter(version -> Files.exists(Path.of("/usr/share/postgresql")
                            .resolve(version.getFileName())
                            .resolve("extension/vector.control")))
                    .map(version -> version.resolve("bin"))
                    .max(Comparator.naturalOrder());
        }
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private void run(String program, String... arguments) throws IOException {
        var command = new ArrayList<String>();
        // It refuses to run as root.
        if (System.getProperty("user.name").equals("root")) {
            command.addAll(List.of("setpriv", "--reuid=nobody", "--regid=nogroup", "--clear-groups", "--"));
        }
        command.add(programs.resolve(program).toString());
        command.addAll(Arrays.asList(arguments));
        var output = folder.resolve(program + ".log").toFile();
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output)
                .start();
        try {
            if (process.waitFor() != 0) {
                throw new IOException(program + " failed: " + Files.readString(output.toPath()));
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    @Override
    public void close() {
        try {
            run("pg_ctl", "-D", data(), "-w", "-m", "immediate", "stop");
            try (var files = Files.walk(folder)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException("PostgreSQL with pgvector doesn't stop", e);
        }
    }
}
