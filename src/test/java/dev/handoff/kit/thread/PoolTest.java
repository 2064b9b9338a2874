package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.thread.Pool.Rejected;
import dev.handoff.kit.thread.Pool.Settings;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolTest {

    private static final Duration SOON = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final List<Throwable> failures = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private final Callable<String> untilTheEnd = () -> {
        end.await();
        return "done";
    };
    private Pool pool;

    @AfterEach
    void release() throws InterruptedException {
        end.countDown();
        pool.release(PATIENCE);
    }

    private Settings of(int size) {
        return Settings.of(size, failures::add);
    }

    private Pool pool(Settings settings) {
        pool = new Pool("test", settings);
        return pool;
    }

    /** Submits on a thread of its own, which tells what becomes of that. */
    private Future<String> submitApart(Callable<String> work) {
        var submitted = new FutureTask<>(() -> pool.submit(work).get());
        Thread.ofVirtual().start(submitted);
        return submitted;
    }

    @Test
    void noMoreThanItsSizeRunAtATime() throws Exception {
        pool(of(3));
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        var all = new CopyOnWriteArrayList<Future<Integer>>();

        for (int i = 0; i < 200; i++) {
            all.add(pool.submit(() -> {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                Thread.yield();
                return now.decrementAndGet();
            }));
        }

        for (var each : all) {
            each.get();
        }
        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void figuresTellHowItStands() throws Exception {
        pool(of(2));
        pool.submit(untilTheEnd);
        assertThat(List.of(pool.running(), pool.free(), pool.waiting(), pool.capacity()))
                .containsExactly(1, 1, 0, 2);

        pool.submit(untilTheEnd);
        var third = submitApart(() -> "third");
        await().until(() -> pool.waiting() == 1);
        assertThat(List.of(pool.running(), pool.free(), pool.capacity())).containsExactly(2, 0, 2);

        end.countDown();
        assertThat(third.get()).isEqualTo("third");
        await().until(() -> pool.running() == 0 && pool.free() == 2 && pool.waiting() == 0);
    }

    @Test
    void nonblockingPoolRejectsWhatFindsNoThread() throws Exception {
        pool(of(1).rejecting());
        var ran = new AtomicInteger();
        pool.submit(untilTheEnd);

        assertThatThrownBy(() -> pool.submit(ran::incrementAndGet))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("all 1 threads are busy");

        end.countDown();
        assertThat(pool.release(PATIENCE)).isTrue();
        assertThat(ran).hasValue(0);
    }

    @Test
    void noMoreThanTheLimitWait() throws Exception {
        pool(of(1).maxBlocking(1));
        pool.submit(untilTheEnd);
        var second = submitApart(() -> "second");
        await().until(() -> pool.waiting() == 1);

        assertThatThrownBy(() -> pool.submit(() -> "third"))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("1 callers wait for one already");

        end.countDown();
        assertThat(second.get()).isEqualTo("second");
    }

    @Test
    void whatFailsIsToldAndTheNextRuns() throws Exception {
        pool(of(1));

        var failed = pool.submit(() -> {
            throw new StackOverflowError("deep");
        });

        assertThatThrownBy(failed::get).isInstanceOf(ExecutionException.class).hasRootCauseMessage("deep");
        assertThat(pool.submit(() -> "next").get()).isEqualTo("next");
        assertThat(failures).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void cancelledWorkIsInterruptedAndGivesItsThreadBack() throws Exception {
        pool(of(1));
        var begun = new CountDownLatch(1);
        var work = pool.submit(() -> {
            begun.countDown();
            return untilTheEnd.call();
        });
        begun.await();

        work.cancel(true);

        await().until(() -> pool.free() == 1);
        assertThat(failures).singleElement().isInstanceOf(InterruptedException.class);
    }

    @Test
    void idleThreadsExpire() throws Exception {
        pool(of(2).expiry(SOON));
        pool.submit(() -> "a").get();
        assertThat(pool.threads()).isPositive();

        await().atMost(PATIENCE).until(() -> pool.threads() == 0);
        assertThat(pool.submit(() -> "b").get()).isEqualTo("b");
    }

    @Test
    void prestartedThreadsAreThereAndStay() throws Exception {
        pool(of(3).prestarted().expiry(SOON));

        assertThat(pool.threads()).isEqualTo(3);
        pool.submit(() -> "a").get();
        await().during(SOON.multipliedBy(3)).until(() -> pool.threads() == 3);
    }

    @Test
    void threadsBeginWhenTheyAreNeeded() {
        pool(of(3));

        assertThat(pool.threads()).isZero();
    }

    @Test
    void releaseWaitsForWhatRuns() throws Exception {
        pool(of(1));
        var work = pool.submit(untilTheEnd);
        Thread.ofVirtual().start(end::countDown);

        assertThat(pool.release(PATIENCE)).isTrue();

        assertThat(work.get()).isEqualTo("done");
        assertThatThrownBy(() -> pool.submit(() -> "late"))
                .isInstanceOf(Rejected.class)
                .hasMessage("the pool is released");
    }

    @Test
    void releaseInterruptsWhatTakesTooLongAndRejectsWhoWaits() throws Exception {
        pool(of(1));
        var work = pool.submit(untilTheEnd);
        var waiting = submitApart(() -> "late");
        await().until(() -> pool.waiting() == 1);

        assertThat(pool.release(SOON)).isFalse();

        assertThatThrownBy(work::get).hasCauseInstanceOf(InterruptedException.class);
        assertThatThrownBy(waiting::get).hasCauseInstanceOf(Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({"0, 10, 0, size", "1, 0, 0, expiry", "1, 10, -1, maxBlocking"})
    void settingThatMakesNoSenseIsRefused(int size, int expiry, int maxBlocking, String named) {
        pool(of(1));

        assertThatThrownBy(
                        () -> new Settings(size, Duration.ofSeconds(expiry), false, maxBlocking, false, failures::add))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }
}
