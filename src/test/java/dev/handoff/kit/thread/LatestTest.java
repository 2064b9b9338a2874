package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LatestTest {

    private static final Duration FRESH = Duration.ofMinutes(1);
    private static final Duration LONG = Duration.ofSeconds(10);

    private final AtomicInteger asked = new AtomicInteger();
    private final Semaphore answers = new Semaphore(0);
    private Instant now = Instant.EPOCH;

    private int answer() {
        answers.acquireUninterruptibly();
        return asked.incrementAndGet();
    }

    private Latest<Integer> latest(Duration patience) {
        return new Latest<>(this::answer, FRESH, patience, () -> now);
    }

    private static int told(Latest<Integer> latest) {
        return latest.get().orElseThrow().value();
    }

    @Test
    void manyAreAnsweredByAskingOnce() {
        var latest = latest(LONG);
        answers.release(20);

        assertThat(Parallel.map(IntStream.range(0, 20).boxed().toList(), _ -> told(latest)))
                .containsOnly(1);
    }

    @Test
    void onlyAnOldAnswerIsAskedForAgain() {
        var latest = latest(LONG);
        answers.release(2);

        assertThat(told(latest)).isEqualTo(1);
        now = now.plus(FRESH);
        assertThat(told(latest)).isEqualTo(1);
        now = now.plusMillis(1);
        assertThat(told(latest)).isEqualTo(2);
        assertThat(latest.get().orElseThrow().takenAt()).isEqualTo(now);
    }

    @Test
    void freshAnswerIsAskedForAgainByWhoWantsThat() {
        var latest = latest(LONG);
        answers.release(2);

        assertThat(told(latest)).isEqualTo(1);
        assertThat(latest.anew().orElseThrow().value()).isEqualTo(2);
        assertThat(told(latest)).isEqualTo(2);
    }

    @Test
    void whoHasWaitedLongEnoughGetsTheAnswerBefore() {
        var latest = latest(Duration.ofMillis(200));
        assertThat(latest.get()).isEmpty();
        answers.release();
        await().until(() -> latest.get().isPresent());

        now = now.plus(FRESH).plusMillis(1);

        assertThat(latest.get()).contains(new Latest.Answer<>(1, Instant.EPOCH));
        answers.release();
    }

    @Test
    void failureIsToldAndAskedForAgain() {
        var latest = new Latest<>(
                () -> {
                    if (asked.incrementAndGet() == 1) {
                        throw new IllegalArgumentException("not now");
                    }
                    return asked.get();
                },
                FRESH,
                LONG,
                () -> now);

        assertThatThrownBy(latest::get)
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("not now");
        assertThat(told(latest)).isEqualTo(2);
    }
}
