package dev.handoff.kit.thread;

import java.time.Duration;

/**
 * Does work whenever it is called, on one virtual thread at a time. Calls that come while the work is under way are answered
 * together by doing it once more. So work that begins after a call sees whatever the caller has done before.
 */
public final class Coalescer {

    private final String name;
    private final Runnable work;
    private boolean called;
    private boolean busy;

    /** @param name of the thread, which lives only while there are calls */
    public Coalescer(String name, Runnable work) {
        this.name = name;
        this.work = work;
    }

    /**
     * Returns at once.
     *
     * @return whether the work was idle, and this call has started it
     */
    public synchronized boolean call() {
        called = true;
        if (busy) {
            return false;
        }
        busy = true;
        Thread.ofVirtual().name(name).start(this::answerCalls);
        return true;
    }

    /** Waits until no call is left to answer, but not longer than this. */
    public synchronized void awaitIdle(Duration patience) throws InterruptedException {
        Monitors.await(this, patience, () -> !busy);
    }

    private void answerCalls() {
        try {
            while (isCalled()) {
                work.run();
            }
        } catch (RuntimeException | Error broken) {
            // The next call starts anew. Going on would repeat a failure that lasts without a pause.
            rest();
            throw broken;
        }
    }

    private synchronized boolean isCalled() {
        if (!called) {
            rest();
        }
        boolean goesOn = called;
        called = false;
        return goesOn;
    }

    private synchronized void rest() {
        busy = false;
        notifyAll();
    }
}
