package dev.handoff.kit.thread;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.lang.management.ManagementFactory;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import jdk.management.VirtualThreadSchedulerMXBean;

/**
 * Keeps virtual threads going while some of them compute. Java carries all of them on as many threads as there are processors,
 * and takes a virtual thread off its carrier only when it waits. Here a thread of the operating system looks whether a new
 * virtual thread gets its turn; if it doesn't, there are to be more carriers, among which the operating system shares the
 * processors. They go when they are no longer needed.
 */
@ApplicationScoped
public class Carriers {

    private static final int MAX_CARRIERS = 256;
    private static final long PAUSE_MILLIS = 100;
    private static final long PATIENCE_MILLIS = 100;

    /** How many looks in a row must find few threads at work. */
    private static final int CALM = 50;

    private final Thread watch = Thread.ofPlatform().daemon().name("carriers").unstarted(this::watch);

    /** Null where Java doesn't offer it. */
    private VirtualThreadSchedulerMXBean scheduler;

    private int usual;
    private int calm;

    void start(@Observes @Priority(1) StartupEvent starting) {
        start();
    }

    /** Begins to watch. Once. */
    void start() {
        try {
            scheduler = ManagementFactory.getPlatformMXBean(VirtualThreadSchedulerMXBean.class);
        } catch (IllegalArgumentException notOffered) {
            // So it may be in a native executable.
        }
        if (scheduler != null) {
            usual = scheduler.getParallelism();
            watch.start();
        }
    }

    void stop(@Observes ShutdownEvent stopping) {
        stop();
    }

    void stop() {
        watch.interrupt();
    }

    private void watch() {
        try {
            while (true) {
                if (areCarried()) {
                    Thread.sleep(PAUSE_MILLIS);
                }
            }
        } catch (InterruptedException stopped) {
            scheduler.setParallelism(usual);
        }
    }

    private boolean areCarried() throws InterruptedException {
        int now = scheduler.getParallelism();
        if (!hasItsTurn()) {
            calm = 0;
            if (now < MAX_CARRIERS) {
                scheduler.setParallelism(Math.min(MAX_CARRIERS, now + usual));
            }
            return false;
        }
        if (now > usual) {
            calm = scheduler.getMountedVirtualThreadCount() < usual ? calm + 1 : 0;
            if (calm >= CALM) {
                scheduler.setParallelism(usual);
            }
        }
        return true;
    }

    private static boolean hasItsTurn() throws InterruptedException {
        var turn = new CountDownLatch(1);
        // Java starts a carrier for a queue that was empty, and threads new to it have such queues.
        Thread.ofPlatform().daemon().start(() -> Thread.ofVirtual().start(turn::countDown));
        return turn.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}
