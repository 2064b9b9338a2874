package dev.handoff.engine.run;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** The attempts of this instance. */
@ApplicationScoped
public class Running {

    private final Set<Attempt> attempts = ConcurrentHashMap.newKeySet();
    private final String worker = name();
    private volatile boolean closed;
    private volatile boolean abandoned;

    private static String name() {
        // A process id alone comes again after a restart, in a container even always the same.
        var suffix =
                HexFormat.of().toHexDigits((short) ThreadLocalRandom.current().nextInt());
        return host() + ":" + ProcessHandle.current().pid() + ":" + suffix;
    }

    private static String host() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException unnamed) {
            return "localhost";
        }
    }

    /** Names this instance, for people who look for the process of an attempt. */
    public String worker() {
        return worker;
    }

    void add(Attempt attempt) {
        attempts.add(attempt);
    }

    void remove(Attempt attempt) {
        attempts.remove(attempt);
        if (closed && attempts.isEmpty()) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    List<Attempt> all() {
        return List.copyOf(attempts);
    }

    /** No further attempt is to begin. */
    void close() {
        closed = true;
    }

    public boolean isClosed() {
        return closed;
    }

    /** Whether the process is about to end, and nobody should wait for anything any more. */
    boolean isAbandoned() {
        return abandoned;
    }

    void abandon() {
        abandoned = true;
    }

    /** Waits until no attempt is left, but not longer than this. */
    synchronized void awaitNone(Duration atMost) throws InterruptedException {
        long end = System.nanoTime() + atMost.toNanos();
        while (!attempts.isEmpty() && end - System.nanoTime() > 0) {
            wait(Math.max(1, Duration.ofNanos(end - System.nanoTime()).toMillis()));
        }
    }
}
