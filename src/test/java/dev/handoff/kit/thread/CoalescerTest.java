package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class CoalescerTest {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicInteger runs = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);
    private final Semaphore mayEnd = new Semaphore(0);
    private final Coalescer slow = new Coalescer("slow", () -> {
        runs.incrementAndGet();
        begun.release();
        mayEnd.acquireUninterruptibly();
    });

    @Test
    void eachCallOfAnIdleOneDoesTheWork() throws Exception {
        mayEnd.release(2);

        assertThat(slow.call()).isTrue();
        slow.awaitIdle(LONG);
        assertThat(slow.call()).isTrue();
        slow.awaitIdle(LONG);

        assertThat(runs).hasValue(2);
    }

    @Test
    void callsDuringTheWorkAreAnsweredByDoingItOnceMore() throws Exception {
        slow.call();
        begun.acquire();
        for (int call = 0; call < 10; call++) {
            assertThat(slow.call()).isFalse();
        }
        mayEnd.release(2);
        slow.awaitIdle(LONG);

        assertThat(runs).hasValue(2);
    }

    @Test
    void waitingForAnIdleOneEndsInTime() throws Exception {
        slow.call();
        begun.acquire();

        slow.awaitIdle(Duration.ofMillis(10));

        assertThat(runs).hasValue(1);
        mayEnd.release();
    }

    @Test
    void failureEndsTheWorkUntilTheNextCall() throws Exception {
        var caught = new CountDownLatch(1);
        var broken = new Coalescer("broken", () -> {
            Thread.currentThread().setUncaughtExceptionHandler((_, _) -> caught.countDown());
            runs.incrementAndGet();
            throw new IllegalStateException("no");
        });

        broken.call();
        broken.awaitIdle(LONG);
        caught.await();
        broken.call();
        broken.awaitIdle(LONG);

        assertThat(runs).hasValue(2);
    }

    /** Whatever is queued before a call is found, by one worker at a time, in no more runs than there were calls. */
    @RepeatedTest(200)
    void noCallIsMissed() throws Exception {
        var queue = new ConcurrentLinkedQueue<Integer>();
        var found = Collections.synchronizedList(new ArrayList<Integer>());
        var workers = new AtomicInteger();
        var mostWorkers = new AtomicInteger();
        var coalescer = new Coalescer("drain", () -> {
            mostWorkers.accumulateAndGet(workers.incrementAndGet(), Math::max);
            runs.incrementAndGet();
            var waiting = List.copyOf(queue);
            Thread.yield();
            queue.removeAll(waiting);
            found.addAll(waiting);
            workers.decrementAndGet();
        });

        callFromManyThreads(queue, coalescer);
        coalescer.awaitIdle(LONG);

        assertThat(found).containsExactlyInAnyOrderElementsOf(numbers());
        assertThat(mostWorkers).hasValue(1);
        assertThat(runs).hasValueLessThanOrEqualTo(numbers().size());
    }

    private static void callFromManyThreads(ConcurrentLinkedQueue<Integer> queue, Coalescer coalescer) {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            numbers()
                    .forEach(number -> threads.submit(() -> {
                        queue.add(number);
                        return coalescer.call();
                    }));
        }
    }

    private static List<Integer> numbers() {
        return IntStream.range(0, 100).boxed().toList();
    }
}
