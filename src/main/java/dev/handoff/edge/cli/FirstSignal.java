package dev.handoff.edge.cli;

import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/** Ctrl-C and SIGTERM for commands that have something to finish: the first one asks for it, the second ends the process. */
final class FirstSignal {

    private FirstSignal() {}

    /** @param deed is done on a thread of its own */
    static void does(Runnable deed) {
        on("INT", deed);
        on("TERM", deed);
    }

    private static void on(String signal, Runnable deed) {
        var before = new AtomicReference<SignalHandler>();
        before.set(Signal.handle(new Signal(signal), received -> {
            Signal.handle(received, before.get());
            Thread.startVirtualThread(deed);
        }));
    }
}
