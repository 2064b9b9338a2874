package dev.handoff.kit.database.embedded;

import dev.handoff.kit.text.Text;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The server process of a data folder, as its {@code postmaster.pid} tells.
 *
 * @param ready false while it starts, recovers or stops
 */
record Postmaster(ProcessHandle process, int port, boolean ready) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    /** Empty if no server runs on the folder. Removes a {@code postmaster.pid} whose number is something else's by now. */
    static Optional<Postmaster> of(Path data) throws IOException {
        var file = data.resolve("postmaster.pid");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        var lines = Text.read(file).lines().toList();
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        int port = Integer.parseInt(lines.get(PORT_LINE).strip());
        var process = ProcessHandle.of(Long.parseLong(lines.getFirst().strip()));
        if (process.filter(running -> isPostgres(running, port)).isEmpty()) {
            // PostgreSQL would not dare to start if another program has been given the number meanwhile.
            Files.delete(file);
            return Optional.empty();
        }
        boolean ready =
                lines.size() > STATUS_LINE && lines.get(STATUS_LINE).strip().equals("ready");
        return Optional.of(new Postmaster(process.get(), port, ready));
    }

    /** Lets clients finish, then ends the server. Returns when it has ended, or when the patience has. */
    void stop(int patienceSeconds) {
        process.destroy();
        try {
            process.onExit().get(patienceSeconds, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            // The server ends when its last client does. The next start waits for that.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isPostgres(ProcessHandle process, int port) {
        return process.isAlive()
                && process.info()
                        .command()
                        .map(path -> path.endsWith("postgres"))
                        .orElseGet(() -> listens(port));
    }

    private static boolean listens(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
