package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MonitorsTest {

    private final Object monitor = new Object();
    private boolean done;

    @Test
    void conditionThatHoldsIsNotWaitedFor() throws Exception {
        synchronized (monitor) {
            assertThat(Monitors.await(monitor, Duration.ZERO, () -> true)).isTrue();
        }
    }

    @Test
    void waitEndsWhenTheConditionHolds() throws Exception {
        var looked = new CountDownLatch(1);
        Thread.ofVirtual().start(() -> {
            awaitUninterruptibly(looked);
            synchronized (monitor) {
                done = true;
                monitor.notifyAll();
            }
        });

        synchronized (monitor) {
            assertThat(Monitors.await(monitor, Duration.ofDays(1), () -> {
                        looked.countDown();
                        return done;
                    }))
                    .isTrue();
        }
    }

    @Test
    void waitEndsAfterThePatience() throws Exception {
        var looks = new AtomicInteger();
        long begin = System.nanoTime();

        synchronized (monitor) {
            assertThat(Monitors.await(monitor, Duration.ofNanos(5_500_000), () -> looks.incrementAndGet() < 0))
                    .isFalse();
        }

        assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThanOrEqualTo(Duration.ofNanos(5_500_000));
        // It waits in between.
        assertThat(looks).hasValueLessThan(10);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
