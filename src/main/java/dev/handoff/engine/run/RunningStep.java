package dev.handoff.engine.run;

import dev.handoff.task.Usage;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;

/** A step while it runs, known to the thread that it runs on. */
final class RunningStep {

    private static final ScopedValue<RunningStep> CURRENT = ScopedValue.newInstance();

    private final AtomicReference<Usage> usage = new AtomicReference<>();

    static boolean isHere() {
        return CURRENT.isBound();
    }

    <T> T run(Callable<T> work) throws Exception {
        return ScopedValue.where(CURRENT, this).call(work::call);
    }

    static void spent(Usage usage) {
        if (!isHere()) {
            throw new IllegalStateException(
                    "spend within a step: what is paid for outside of one, the next attempt pays for again");
        }
        if (!CURRENT.get().usage.compareAndSet(null, usage)) {
            throw new IllegalStateException("a step may pay once; make each paid call a step of its own");
        }
    }

    /** What it has used so far. */
    Optional<Usage> usage() {
        return Optional.ofNullable(usage.get());
    }
}
