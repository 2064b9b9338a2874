package dev.handoff.kit.thread;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits on Java's monitors. */
public final class Monitors {

    private static final long NANOS_PER_MILLI = 1_000_000;

    private Monitors() {}

    /**
     * Waits until a condition holds, which is looked at whenever the monitor is notified.
     *
     * @param monitor held by the caller; given up meanwhile
     * @return whether the condition held in time
     */
    public static boolean await(Object monitor, Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            // Rounded up: a wait of zero milliseconds would last for ever.
            monitor.wait((left + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
        }
        return true;
    }
}
