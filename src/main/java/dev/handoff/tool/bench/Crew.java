package dev.handoff.tool.bench;

import dev.handoff.kit.database.embedded.PostgresFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Works on several threads until enough is done or the time is over. */
final class Crew {

    private Crew() {}

    /** The work of one thread. */
    interface Hand {

        /** Does at most this many at once, and tells how many; 0 if there is nothing left to do. */
        int work(int many) throws Exception;
    }

    /**
     * From the start of the first thread to the end of the last.
     *
     * @param portion how many a thread does at once
     * @param most for all threads together
     * @param longest after which no thread begins anything
     * @throws PostgresFailed if the database failed
     */
    static Rate work(ThreadFactory threads, List<? extends Hand> hands, int portion, int most, Duration longest)
            throws InterruptedException {
        var left = new AtomicInteger(most);
        long begin = System.nanoTime();
        long end = begin + longest.toNanos();
        var shifts = hands.stream()
                .<Callable<Long>>map(hand -> () -> shift(hand, portion, left, end))
                .toList();
        try (var executor = Executors.newThreadPerTaskExecutor(threads)) {
            long done = 0;
            for (var shift : executor.invokeAll(shifts)) {
                done += result(shift);
            }
            return Rate.of(done, System.nanoTime() - begin);
        }
    }

    private static long shift(Hand hand, int portion, AtomicInteger left, long end) throws Exception {
        long done = 0;
        while (end - System.nanoTime() > 0 && !Thread.currentThread().isInterrupted()) {
            int mine = Math.min(portion, left.getAndAdd(-portion));
            int more = mine > 0 ? hand.work(mine) : 0;
            if (more == 0) {
                return done;
            }
            done += more;
        }
        return done;
    }

    private static long result(Future<Long> shift) throws InterruptedException {
        try {
            return shift.get();
        } catch (ExecutionException failed) {
            throw switch (failed.getCause()) {
                case RuntimeException passed -> passed;
                case SQLException sql -> new PostgresFailed("the database failed meanwhile: " + sql.getMessage(), sql);
                case Throwable other -> new IllegalStateException(other);
            };
        }
    }
}
