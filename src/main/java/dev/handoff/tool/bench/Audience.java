package dev.handoff.tool.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.HdrHistogram.Histogram;

/** Clients that follow, each on a connection of its own, read by one thread whose time can be told from the server's. */
final class Audience implements AutoCloseable {

    private static final int ROOM = 256 * 1024;
    private static final Duration PAUSE = Duration.ofMillis(20);

    private final InetSocketAddress server;
    private final Optional<String> key;
    private final ToLongFunction<ByteBuffer> told;
    private final ByteBuffer room = ByteBuffer.allocate(ROOM);
    private final List<LiveClient> clients = new ArrayList<>();
    private final Selector selector;
    private final Thread reader = new Thread(this::read, "audience");
    private Histogram micros = new Histogram(3);
    private long gone;
    private volatile long cpu;
    private volatile boolean ending;

    /**
     * Nobody yet.
     *
     * @param key of the API
     * @param told reads from a message when it was told, by {@link System#nanoTime}
     */
    Audience(InetSocketAddress server, Optional<String> key, ToLongFunction<ByteBuffer> told) throws IOException {
        this.server = server;
        this.key = key;
        this.told = told;
        this.selector = Selector.open();
    }

    /** Adds one that follows a subject; returns when it does. Before {@link #listen}. */
    void join(String subject) throws IOException {
        var client = new LiveClient(server, key, room);
        clients.add(client);
        client.follow(subject, room);
        client.listen(selector);
    }

    void listen() {
        reader.start();
    }

    private void read() {
        try {
            while (!ending) {
                selector.select(this::read, PAUSE.toMillis());
                cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private synchronized void read(SelectionKey ready) {
        var client = (LiveClient) ready.attachment();
        try {
            client.read(
                    room,
                    message -> micros.recordValue(
                            TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - told.applyAsLong(message))));
        } catch (IOException closed) {
            gone++;
            ready.cancel();
        }
    }

    /** Forgets what was heard so far. */
    synchronized void forget() {
        micros = new Histogram(3);
    }

    /** How late they heard what they have heard since. */
    synchronized Histogram heard() {
        return micros.copy();
    }

    /** How many the server has closed. */
    synchronized long gone() {
        return gone;
    }

    /** What reading has cost so far. */
    Duration cpu() {
        return Duration.ofNanos(cpu);
    }

    /** Returns when so much was heard, or when nothing more has come for a second. */
    void await(long messages) throws InterruptedException {
        long before = -1;
        for (long now = heard().getTotalCount(); now < messages && now > before; now = heard().getTotalCount()) {
            before = now;
            Thread.sleep(Duration.ofSeconds(1));
        }
    }

    @Override
    public void close() throws IOException {
        ending = true;
        try {
            reader.join();
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
        selector.close();
        for (var client : clients) {
            client.close();
        }
    }
}
