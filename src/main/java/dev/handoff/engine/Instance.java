package dev.handoff.engine;

import dev.handoff.kit.thread.Monitors;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/** This process among those that share the database: its name, and how far its shutdown has come. */
@ApplicationScoped
public class Instance {

    private final String worker = name();
    private volatile boolean draining;
    private volatile boolean abandoned;
    private int rounds;

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

    /** The name that its claims carry, for people who look for the process of an attempt. */
    public String worker() {
        return worker;
    }

    /** True from SIGTERM on: nothing new is begun. */
    public boolean isDraining() {
        return draining;
    }

    /** From now on nothing new is begun. */
    public void drain() {
        draining = true;
    }

    /** Whether the process is about to end and waits for nothing any more. */
    public boolean isAbandoned() {
        return abandoned;
    }

    /** Does a round of work by the clock, unless the process is about to end; its end waits for it. */
    public void round(Runnable work) {
        synchronized (this) {
            if (abandoned) {
                return;
            }
            rounds++;
        }
        try {
            work.run();
        } finally {
            synchronized (this) {
                rounds--;
                notifyAll();
            }
        }
    }

    /** Waits until no round goes on, but not longer than this. */
    public synchronized void awaitRounds(Duration atMost) throws InterruptedException {
        Monitors.await(this, atMost, () -> rounds == 0);
    }

    /** From now on nothing is waited for. */
    public synchronized void abandon() {
        abandoned = true;
    }
}
