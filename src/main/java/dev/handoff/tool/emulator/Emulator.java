package dev.handoff.tool.emulator;

import java.util.List;
import java.util.function.Consumer;

/** A running emulator. Everything it knows is gone when it is closed. All methods may be called from any thread. */
public interface Emulator extends AutoCloseable {

    /** Where it listens, such as {@code http://localhost:8123}; also the issuer of its identity tokens. */
    String address();

    int port();

    /** Goes wrong as told from now on; what was told before is forgotten, and the random choices begin anew. */
    void inject(Faults faults);

    /** What goes wrong now. */
    Faults faults();

    /** What was pushed, oldest first; of more than 10,000 deliveries the last. */
    List<PushResult> deliveries();

    /**
     * Tells of every delivery that ends from now on.
     *
     * @param listener called on the emulator's only thread, so it must not block
     */
    void onDelivery(Consumer<PushResult> listener);

    /** Stops listening and pushing. Tasks that are on their way are cut off, the others are lost. */
    @Override
    void close();
}
