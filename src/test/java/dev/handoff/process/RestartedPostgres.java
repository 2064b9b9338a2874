package dev.handoff.process;

import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.OwnPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A PostgreSQL of the test's own, which can crash and be started again. */
final class RestartedPostgres implements AutoCloseable {

    private static final Map<String, String> QUICK = Map.of("fsync", "off", "full_page_writes", "off");

    private final Path folder;
    private final OwnPostgres server;
    private final DatabaseUrl database;

    /** @param programs the unpacked ones of another, if they are there */
    RestartedPostgres(Path folder, Path programs) throws IOException {
        this.folder = folder;
        if (Files.isDirectory(programs)) {
            Files.createSymbolicLink(folder.resolve("programs"), programs.toAbsolutePath());
        }
        server = OwnPostgres.start(folder, QUICK, System.err::println);
        database = server.database("handoff");
    }

    DatabaseUrl database() {
        return database;
    }

    /** Without a last word to anybody. Returns when it is there again, where it was. */
    void crash() throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            // It refuses to run as root.
            command.addAll(List.of("unshare", "-U"));
        }
        command.addAll(List.of(
                program("pg_ctl").toString(),
                "restart",
                "-m",
                "immediate",
                "-w",
                "-D",
                folder.resolve("postgres").toString(),
                "-l",
                folder.resolve("postgres.log").toString()));
        var process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IOException(command + " ended with " + process.exitValue());
        }
    }

    private Path program(String name) throws IOException {
        try (var files = Files.walk(folder.resolve("programs").toRealPath())) {
            return files.filter(file -> file.endsWith("bin/" + name))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
