package dev.handoff.kit.rabbitmq;

import static org.awaitility.Awaitility.await;

import com.rabbitmq.client.ConnectionFactory;
import dev.handoff.Gate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A RabbitMQ broker for tests, in a process of its own: private ports, data, users and node name, nothing of the machine's
 * settings. Ends with the JVM at the latest, whatever ends that.
 */
public final class TestBroker implements AutoCloseable {

    // Quarkus loads this class anew for every test profile; a system property is what all of them can see.
    private static final String SHARED = "handoff.test.broker";
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Node node;
    private ProcessHandle process;

    private TestBroker(Node node, ProcessHandle process) {
        this.node = node;
        this.process = process;
    }

    /** For {@code @EnabledIf}: true as well where tests must all run, so that they fail there. */
    public static boolean isAvailable() {
        return Gate.isHere() || Installation.find().isPresent();
    }

    /**
     * Starts one and waits until it listens. Aborts the test if RabbitMQ isn't installed, and fails it if {@code CI=true}.
     *
     * @param settings as in {@code rabbitmq.conf}, such as {@code consumer_timeout}
     */
    public static TestBroker start(Map<String, String> settings) {
        Installation.require();
        var broker = new TestBroker(Node.create(settings), ProcessHandle.current());
        broker.launch();
        return broker;
    }

    /** The one for all tests of this run that leave it alive; each makes a vhost of its own in it. */
    public static TestBroker shared() {
        // A constant text is one object for all class loaders.
        synchronized (SHARED) {
            if (System.getProperty(SHARED) == null) {
                var broker = start(Map.of());
                var node = broker.node;
                System.setProperty(
                        SHARED,
                        String.join(
                                " ",
                                node.name(),
                                Integer.toString(node.port()),
                                Integer.toString(node.distribution()),
                                Integer.toString(node.control()),
                                node.password(),
                                Long.toString(broker.process.pid())));
            }
            var parts = System.getProperty(SHARED).split(" ");
            var node = new Node(
                    parts[0],
                    Integer.parseInt(parts[1]),
                    Integer.parseInt(parts[2]),
                    Integer.parseInt(parts[3]),
                    parts[4]);
            return new TestBroker(
                    node, ProcessHandle.of(Long.parseLong(parts[5])).orElseThrow());
        }
    }

    private void launch() {
        try {
            var started = node.launch();
            process = started.toHandle();
            // Keeps the pipe to it open as well, which would be closed if nobody held it.
            Runtime.getRuntime().addShutdownHook(new Thread(started::destroyForcibly));
            await("broker listens, see " + node.folder())
                    .pollInterval(Duration.ofMillis(100))
                    .atMost(PATIENCE)
                    .failFast("broker ended, see " + node.folder(), () -> !started.isAlive())
                    .until(node::listens);
            // It listens before it is ready for everything, and closes connections that come in between.
            await().atMost(PATIENCE).ignoreException(UncheckedIOException.class).until(() -> {
                node.does("rabbit:await_startup()");
                return true;
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public int port() {
        return node.port();
    }

    /** Its first vhost, where its user may do everything. */
    public TestVhost vhost() {
        return new TestVhost(Node.VHOST, node);
    }

    /** An empty vhost, where its user may do everything. */
    public TestVhost freshVhost() {
        var name = "test-" + UUID.randomUUID();
        node.does("ok = rabbit_vhost:add(<<\"%1$s\">>, <<\"%2$s\">>), rabbit_auth_backend_internal:set_permissions("
                        .formatted(name, Node.USER)
                + "<<\"%2$s\">>, <<\"%1$s\">>, <<\".*\">>, <<\".*\">>, <<\".*\">>, <<\"%2$s\">>)"
                        .formatted(name, Node.USER));
        return new TestVhost(name, node);
    }

    public String uri() {
        return vhost().uri();
    }

    /** Environment variables for Handoff to use it. */
    public Map<String, String> variables() {
        return vhost().variables();
    }

    public ConnectionFactory factory() {
        return vhost().factory();
    }

    /**
     * Runs {@code rabbitmqctl} against it.
     *
     * @throws IllegalStateException with what it prints, if it fails
     */
    public String ctl(String... arguments) {
        return node.ctl(arguments);
    }

    /** Ends the application within the process, as for maintenance: connections are closed, and no more are taken. */
    public void stopApp() {
        node.does("rabbit:stop()");
    }

    public void startApp() {
        node.does("rabbit:start()");
    }

    /**
     * Has it write down which quorum queues there are. It does so every half second by itself; one that is killed sooner
     * after a queue was declared has lost that queue, with all that was confirmed in it, and the name stays unusable.
     */
    public void settle() {
        node.does("[dets:sync(Table) || Table <- dets:all()], ok");
    }

    /** Ends the process without any warning to it; it is gone when this returns. See {@link #settle}. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().join();
    }

    /** Ends the process in good order if it runs, and starts it with the same data and ports. */
    public void restart() {
        process.destroy();
        process.onExit().join();
        launch();
    }

    public boolean isAlive() {
        return process.isAlive();
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
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
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
