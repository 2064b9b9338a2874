package dev.handoff.engine.live;

import java.util.function.Consumer;

/** Carries hints between instances. What it loses costs a second. */
interface Wire extends AutoCloseable {

    /** The name of the channel, wherever it is. */
    String CHANNEL = "handoff_live";

    /** Sends to all instances, this one too. Never fails. */
    void send(String hint);

    /**
     * Hears hints until it is closed. Once.
     *
     * @param heard must not block; may be called by several threads
     * @param begun is called whenever hints begin to be heard; what was sent before went unheard
     */
    void listen(Consumer<String> heard, Runnable begun);

    /** Whether hints are heard now, as far as is known. */
    boolean isConnected();

    @Override
    void close();
}
