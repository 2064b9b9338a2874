package dev.handoff.tool.bench;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.ThreadFactory;

/** How fast the engine stores tasks and runs them. */
@ApplicationScoped
class EngineRates {

    /** Tasks in one submission, where many are submitted together. */
    static final int BULK = 1000;

    private static final Duration MAX_DURATION = Duration.ofSeconds(5);
    // As requests come in on.
    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();

    private final Load load;
    private final TaskTable table;

    EngineRates(Load load, TaskTable table) {
        this.load = load;
        this.table = table;
    }

    /** Each producer submits one task after the other. */
    Rate enqueue(int producers, int most) throws InterruptedException {
        Crew.Hand hand = _ -> {
            load.submit();
            return 1;
        };
        return Crew.work(THREADS, Collections.nCopies(producers, hand), 1, most, MAX_DURATION);
    }

    /** One producer submits one list after the other. */
    Rate enqueueBulk(int most) throws InterruptedException {
        return Crew.work(THREADS, Collections.<Crew.Hand>nCopies(1, load::submit), BULK, most, MAX_DURATION);
    }

    /** Has at least this many wait, if they can be kept from running; tells how many do. */
    int fill(int waiting) {
        for (int missing = waiting - table.waiting(); missing > 0; missing -= BULK) {
            load.submit(Math.min(missing, BULK));
        }
        return table.waiting();
    }

    /** From the moment when tasks are taken in until the last of those that wait has succeeded. */
    Rate drain() throws InterruptedException {
        int waiting = table.waiting();
        long begin = System.nanoTime();
        load.takeIn();
        load.awaitEnd();
        return Rate.of(waiting, System.nanoTime() - begin);
    }

    /** From the first submission until the last task has succeeded, while tasks are taken in. */
    Rate through(int producers, int most) throws InterruptedException {
        long begin = System.nanoTime();
        long count = enqueue(producers, most).count();
        load.awaitEnd();
        return Rate.of(count, System.nanoTime() - begin);
    }
}
