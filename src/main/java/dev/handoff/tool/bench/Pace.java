package dev.handoff.tool.bench;

import java.util.concurrent.locks.LockSupport;

/**
 * When each of a series of calls is due, however long the earlier ones took. A call that waits behind a slow one has waited
 * since it was due; a measurement that began later would hide that.
 *
 * @param begin by {@link System#nanoTime}
 * @param rate calls a second
 */
record Pace(long begin, int rate) {

    private static final long SECOND = 1_000_000_000L;

    /** By {@link System#nanoTime}. */
    long due(int place) {
        return begin + place * SECOND / rate;
    }

    /** Waits until the one at this place, from 0, is due. */
    void await(int place) throws InterruptedException {
        for (long left = due(place) - System.nanoTime(); left > 0; left = due(place) - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }
}
