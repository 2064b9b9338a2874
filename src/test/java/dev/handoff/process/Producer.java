package dev.handoff.process;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.locks.LockSupport;

/**
 * Submits until it is told to stop, as a careful program does: every request until it is answered well, with a key that
 * makes it happen once.
 */
final class Producer {

    private static final int AT_A_TIME = 50;

    /** Between requests, so that instances keep up. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Instance instance;
    private final Thread thread;
    private volatile boolean stopped;
    private volatile int submitted;
    private volatile int refused;

    Producer(Instance instance) {
        this.instance = instance;
        this.thread = Thread.ofVirtual().start(() -> {
            while (!stopped) {
                submit("batch-" + submitted);
                submitted += AT_A_TIME;
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        });
    }

    private void submit(String key) {
        await().atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(250))
                .until(() -> {
                    var answer = instance.answer("/api/tasks", batch(AT_A_TIME, 500), "Idempotency-Key", key);
                    if (answer.statusCode() == 202) {
                        return true;
                    }
                    refused++;
                    return false;
                });
    }

    int refused() {
        return refused;
    }

    /** How many tasks there must be. */
    int stop() throws InterruptedException {
        stopped = true;
        thread.join();
        return submitted;
    }

    static String batch(int tasks) {
        return batch(tasks, 0);
    }

    static String batch(int tasks, int millis) {
        var one = "{\"type\":\"process-message\",\"input\":{\"text\":\"x\",\"steps\":1,\"sleep_ms\":" + millis + "}}";
        return "[" + String.join(",", Collections.nCopies(tasks, one)) + "]";
    }
}
