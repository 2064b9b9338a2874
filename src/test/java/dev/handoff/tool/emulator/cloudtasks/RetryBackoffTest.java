package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RetryBackoffTest {

    @Test
    void exampleOfTheDocumentationHolds() {
        var backoff = new RetryBackoff(Duration.ofSeconds(10), Duration.ofSeconds(300), 3);

        var waits = IntStream.rangeClosed(1, 9).mapToObj(backoff::after).map(Duration::toSeconds);

        assertThat(waits).containsExactly(10L, 20L, 40L, 80L, 160L, 240L, 300L, 300L, 300L);
    }

    @Test
    void withoutDoublingsItGrowsByTheSameStep() {
        var backoff = new RetryBackoff(Duration.ofSeconds(10), Duration.ofSeconds(35), 0);

        var waits = IntStream.rangeClosed(1, 5).mapToObj(backoff::after).map(Duration::toSeconds);

        assertThat(waits).containsExactly(10L, 20L, 30L, 35L, 35L);
    }

    @Property
    void itNeverShrinksAndStaysWithinItsBounds(
            @ForAll @IntRange(min = 1, max = 100_000) int min,
            @ForAll @IntRange(max = 10_000_000) int more,
            @ForAll @IntRange(max = 100) int doublings,
            @ForAll @IntRange(min = 1, max = 1_000_000) int failures) {
        var backoff = new RetryBackoff(Duration.ofMillis(min), Duration.ofMillis(min + more), doublings);

        assertThat(backoff.after(failures))
                .isBetween(backoff.min(), backoff.max())
                .isLessThanOrEqualTo(backoff.after(failures + 1));
    }
}
