package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofMillis(350));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        for (int more = 0; more < 100; more++) {
            assertThat(backoff.next()).isBetween(Duration.ofMillis(175), Duration.ofMillis(350));
        }
    }

    @Test
    void successBeginsAnew() {
        backoff.next();
        backoff.next();
        backoff.reset();

        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }

    @Test
    void firstPauseIsNoLongerThanTheLongest() {
        var brief = new Backoff(Duration.ofSeconds(10), Duration.ofMillis(10));

        assertThat(brief.next()).isBetween(Duration.ofMillis(5), Duration.ofMillis(10));
    }
}
