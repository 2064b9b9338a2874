package dev.handoff.kit.nats;

import static org.awaitility.Awaitility.await;

import dev.handoff.Gate;
import io.nats.client.Connection;
import io.nats.client.Nats;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A NATS server for tests, with JetStream, in a process of its own that is there within a moment. Ends with the JVM at the
 * latest, whatever ends that.
 */
public final class TestNats implements AutoCloseable {

    private static final String REMEDY =
            "no nats-server is installed; get one with: apt-get install nats-server, or: brew install nats-server";

    /** Ends the server when its standard input is closed, which happens whatever ends the JVM. */
    private static final String DIES_WITH_ITS_STARTER = "\"$@\" & echo $!; cat >/dev/null; kill -9 $!";

    private final Path folder =
            Path.of("target", "nats", UUID.randomUUID().toString()).toAbsolutePath();
    private final int port;
    private final List<String> options;
    private Process shell;
    private ProcessHandle server;

    private TestNats(int port, List<String> options) {
        this.port = port;
        this.options = options;
    }

    /**
     * Starts one and waits until it listens. Aborts the test if there is no nats-server, and fails it if {@code CI=true}.
     *
     * @param options of its command line, such as {@code --user}
     */
    public static TestNats start(String... options) {
        Gate.require(program(), REMEDY);
        try (var free = new ServerSocket(0)) {
            var nats = new TestNats(free.getLocalPort(), List.of(options));
            free.close();
            Files.createDirectories(nats.folder);
            nats.launch();
            return nats;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Optional<Path> program() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(Stream.of(path.split(File.pathSeparator)), Stream.of("/usr/sbin"))
                .map(folder -> Path.of(folder, "nats-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private void launch() throws IOException {
        var command = new ArrayList<>(List.of("sh", "-c", DIES_WITH_ITS_STARTER, "sh"));
        command.addAll(List.of(program().orElseThrow().toString(), "--addr", "127.0.0.1", "--port", "" + port));
        command.addAll(List.of("--jetstream", "--store_dir", folder.toString()));
        command.addAll(List.of("--log", folder.resolve("server.log").toString()));
        command.addAll(options);
        shell = new ProcessBuilder(command)
                .redirectError(folder.resolve("errors.log").toFile())
                .start();
        var started = shell;
        Runtime.getRuntime().addShutdownHook(new Thread(started::destroy));
        var pid = new BufferedReader(new InputStreamReader(shell.getInputStream())).readLine();
        server = ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
        await("nats-server listens, see " + folder)
                .pollInterval(Duration.ofMillis(20))
                .atMost(Duration.ofSeconds(30))
                .failFast(() -> !server.isAlive())
                .until(this::listens);
    }

    private boolean listens() {
        try (var socket = new Socket("127.0.0.1", port)) {
            // It says who it is at once.
            return socket.getInputStream().read() >= 0;
        } catch (IOException refused) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public String url() {
        return "nats://127.0.0.1:" + port;
    }

    /** Environment variables for Handoff to use it. */
    public Map<String, String> variables() {
        return Map.of("NATS_URL", url());
    }

    /** As another program that uses the server has it; the caller closes it. */
    public Connection connection() {
        try {
            return Nats.connect(url());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Ends the process without any warning to it; it is gone when this returns. */
    public void kill() {
        server.destroyForcibly();
        server.onExit().join();
        shell.destroy();
    }

    /** Starts it again with the same data and port, once it was killed. */
    public void restart() {
        try {
            launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Stops the process where it stands; its connections stay open and silent. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            new ProcessBuilder("kill", name, Long.toString(server.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
