package dev.handoff.tool.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.handoff.kit.database.embedded.PostgresFailed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(10)
class CrewTest {

    private static final ThreadFactory THREADS = Thread.ofVirtual().factory();
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void noMoreIsDoneThanThereIsToDo() throws InterruptedException {
        var done = new AtomicInteger();
        Crew.Hand hand = many -> {
            done.addAndGet(many);
            return many;
        };

        var rate = Crew.work(THREADS, Collections.nCopies(7, hand), 1, 100, LONG);

        assertThat(done).hasValue(100);
        assertThat(rate.count()).isEqualTo(100);
        assertThat(rate.seconds()).isPositive();
    }

    @Test
    void lastPortionIsWhatIsLeft() throws InterruptedException {
        var portions = new ConcurrentLinkedQueue<Integer>();
        Crew.Hand hand = many -> {
            portions.add(many);
            return many;
        };

        Crew.work(THREADS, List.of(hand), 40, 100, LONG);

        assertThat(portions).containsExactly(40, 40, 20);
    }

    @Test
    void handsWorkAtTheSameTime() throws InterruptedException {
        var all = new CountDownLatch(5);
        Crew.Hand hand = _ -> {
            all.countDown();
            all.await();
            return 1;
        };

        assertThat(Crew.work(THREADS, Collections.nCopies(5, hand), 1, 5, LONG).count())
                .isEqualTo(5);
    }

    @Test
    void handThatFindsNothingGoesHome() throws InterruptedException {
        var left = new AtomicInteger(3);

        var rate = Crew.work(THREADS, List.of(_ -> left.getAndDecrement() > 0 ? 1 : 0), 1, Integer.MAX_VALUE, LONG);

        assertThat(rate.count()).isEqualTo(3);
    }

    @Test
    void nothingIsBegunWhenTheTimeIsOver() throws InterruptedException {
        assertThat(Crew.work(THREADS, List.of(_ -> 1), 1, 100, Duration.ZERO).count())
                .isZero();
    }

    @Test
    void interruptedCrewGoesHome() {
        var boss = Thread.currentThread();
        Crew.Hand hand = _ -> {
            boss.interrupt();
            return 1;
        };

        assertThatThrownBy(() -> Crew.work(THREADS, List.of(hand), 1, Integer.MAX_VALUE, LONG))
                .isInstanceOf(InterruptedException.class);
    }

    @Test
    void failureOfTheDatabaseIsTold() {
        assertThatThrownBy(() -> Crew.work(
                        THREADS,
                        List.of(_ -> {
                            throw new SQLException("the server is going down");
                        }),
                        1,
                        1,
                        LONG))
                .isInstanceOf(PostgresFailed.class)
                .hasMessageContaining("the server is going down");
    }
}
