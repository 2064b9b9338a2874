package dev.handoff.kit.thread;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs work in the memory of this process, so many at a time, for programs that need neither a task nor its row: short,
 * computing, and done before the program ends. What runs here is lost with the process, and isn't tried again.
 *
 * <p>Work begins at once or isn't accepted: whoever submits it waits for his turn, unless the {@link Settings} refuse him. Threads
 * are the operating system's, so that work which computes takes the processor from nobody's virtual threads.
 */
public final class Pool implements AutoCloseable {

    /** What {@link #close} waits. */
    private static final Duration LAST_WAIT = Duration.ofSeconds(30);

    private final Settings settings;
    private final ThreadPoolExecutor threads;
    private int running;
    private int waiting;
    private boolean released;

    /**
     * How a pool behaves.
     *
     * @param size how many run at a time, at least 1
     * @param expiry how long a thread without work is kept
     * @param prestart whether all threads begin with the pool, and stay as long as it
     * @param maxBlocking how many may wait to submit something while all threads are busy; 0 for any number
     * @param nonblocking whether nobody waits: what finds no thread is rejected
     * @param failures is told what work throws, an error as well; on the work's thread
     */
    public record Settings(
            int size,
            Duration expiry,
            boolean prestart,
            int maxBlocking,
            boolean nonblocking,
            Consumer<Throwable> failures) {

        public Settings {
            if (size < 1) {
                throw new IllegalArgumentException("a pool's size must be at least 1, was " + size);
            }
            if (!expiry.isPositive()) {
                throw new IllegalArgumentException("a pool's expiry must be positive, was " + expiry);
            }
            if (maxBlocking < 0) {
                throw new IllegalArgumentException("maxBlocking must be 0 or more, was " + maxBlocking);
            }
        }

        /** Of this size; threads are kept for 10 seconds, begin when they are needed, and anybody may wait. */
        public static Settings of(int size, Consumer<Throwable> failures) {
            return new Settings(size, Duration.ofSeconds(10), false, 0, false, failures);
        }

        public Settings expiry(Duration longest) {
            return new Settings(size, longest, prestart, maxBlocking, nonblocking, failures);
        }

        public Settings prestarted() {
            return new Settings(size, expiry, true, maxBlocking, nonblocking, failures);
        }

        public Settings maxBlocking(int most) {
            return new Settings(size, expiry, prestart, most, nonblocking, failures);
        }

        public Settings rejecting() {
            return new Settings(size, expiry, prestart, maxBlocking, true, failures);
        }
    }

    /** The pool doesn't take the work, which will not run. */
    public static final class Rejected extends RuntimeException {

        private Rejected(String reason) {
            super(reason);
        }
    }

    /** @param name what its threads are called, before a number */
    public Pool(String name, Settings settings) {
        this.settings = settings;
        // How many there may be is decided before: a thread that has just ended its work isn't idle at once.
        this.threads = new ThreadPoolExecutor(
                settings.prestart() ? settings.size() : 0,
                Integer.MAX_VALUE,
                settings.expiry().toNanos(),
                TimeUnit.NANOSECONDS,
                new SynchronousQueue<>(),
                Thread.ofPlatform().name(name + "-", 0).factory());
        if (settings.prestart()) {
            threads.prestartAllCoreThreads();
        }
    }

    /**
     * Begins the work; waits before, while all threads are busy.
     *
     * @return its result, or what it threw; cancelling it interrupts the work
     * @throws Rejected if all threads are busy and the caller may not wait, or the pool is released
     * @throws InterruptedException while waiting; the work will not run
     */
    public <T> Future<T> submit(Callable<T> work) throws InterruptedException {
        var task = new FutureTask<>(() -> told(work));
        enter();
        try {
            threads.execute(() -> {
                try {
                    task.run();
                } finally {
                    leave();
                }
            });
        } catch (RuntimeException | Error refused) {
            leave();
            throw refused;
        }
        return task;
    }

    private <T> T told(Callable<T> work) throws Exception {
        try {
            return work.call();
        } catch (Throwable failure) {
            settings.failures().accept(failure);
            throw failure;
        }
    }

    private synchronized void enter() throws InterruptedException {
        if (running == settings.size() && !released) {
            awaitTurn();
        }
        if (released) {
            throw new Rejected("the pool is released");
        }
        running++;
    }

    private void awaitTurn() throws InterruptedException {
        if (settings.nonblocking()) {
            throw new Rejected("all " + settings.size() + " threads are busy");
        }
        if (settings.maxBlocking() > 0 && waiting == settings.maxBlocking()) {
            throw new Rejected(
                    "all " + settings.size() + " threads are busy, and " + waiting + " callers wait for one already");
        }
        waiting++;
        try {
            while (running == settings.size() && !released) {
                wait();
            }
        } finally {
            waiting--;
        }
    }

    private synchronized void leave() {
        running--;
        notifyAll();
    }

    /** How many pieces of work run. */
    public synchronized int running() {
        return running;
    }

    /** How many more could begin at once. */
    public synchronized int free() {
        return settings.size() - running;
    }

    /** How many callers wait to submit something. */
    public synchronized int waiting() {
        return waiting;
    }

    /** How many may run at a time. */
    public int capacity() {
        return settings.size();
    }

    /** How many threads there are, idle ones included. */
    int threads() {
        return threads.getPoolSize();
    }

    /**
     * Accepts nothing more, rejects who waits, and waits for what runs; in the end interrupts what still does.
     *
     * @return whether everything ended in time
     */
    public boolean release(Duration patience) throws InterruptedException {
        synchronized (this) {
            released = true;
            notifyAll();
        }
        threads.shutdown();
        if (threads.awaitTermination(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            return true;
        }
        threads.shutdownNow();
        return false;
    }

    /** Releases the pool with a patience of 30 seconds. */
    @Override
    public void close() throws InterruptedException {
        release(LAST_WAIT);
    }
}
