package dev.handoff.edge.cli;

import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C and SIGTERM for commands that have something to finish. The first asks for the end, the second ends the process. */
final class FirstSignal {

    private FirstSignal() {}

    /** @param reaction runs on a thread of its own */
    static void does(Runnable reaction) {
        on("INT", reaction);
        on("TERM", reaction);
    }

    private static void on(String signal, Runnable reaction) {
        var before = new AtomicReference<SignalHandler>();
        before.set(Signal.handle(new Signal(signal), received -> {
            Signal.handle(received, before.get());
            Thread.startVirtualThread(reaction);
        }));
    }
}
