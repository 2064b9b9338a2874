package dev.handoff.kit.thread;

import java.time.Duration;

/** Keeps up a session with something elsewhere, for ever: when one ends, another follows after a pause. */
public final class Reconnector implements AutoCloseable {

    /** Connects, and stays until the connection is lost. Handles its own failures. */
    public interface Session {

        /** @return how long to wait before the next session */
        Duration run() throws InterruptedException;
    }

    private final Session session;
    private final Thread thread;
    private volatile boolean closed;

    /** @param name of the thread */
    public Reconnector(String name, Session session) {
        this.session = session;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::run);
    }

    /** Begins the first session, on a thread of its own. Once. */
    public void start() {
        thread.start();
    }

    private void run() {
        try {
            while (!isClosed()) {
                rest(session.run());
            }
        } catch (InterruptedException unwanted) {
            // So ends a session that was interrupted.
        }
    }

    private synchronized void rest(Duration pause) throws InterruptedException {
        Monitors.await(this, pause, () -> closed);
    }

    public boolean isClosed() {
        return closed;
    }

    /** No further session begins. The one that is under way ends by itself. */
    @Override
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Ends the session that is under way as well. */
    public void interrupt() {
        close();
        thread.interrupt();
    }
}
