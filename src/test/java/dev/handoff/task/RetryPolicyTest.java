package dev.handoff.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy POLICY = new RetryPolicy(3, Duration.ofSeconds(2), Duration.ofSeconds(60));

    @Test
    void delayDoublesUpToItsMaximum() {
        assertThat(longestOf(1)).isEqualTo(Duration.ofSeconds(2));
        assertThat(longestOf(2)).isEqualTo(Duration.ofSeconds(4));
        assertThat(longestOf(5)).isEqualTo(Duration.ofSeconds(32));
        assertThat(longestOf(6)).isEqualTo(Duration.ofSeconds(60));
        assertThat(longestOf(1000)).isEqualTo(Duration.ofSeconds(60));
    }

    @Property
    void delayLiesBetweenHalfOfAndTheWholeBackOff(
            @ForAll @IntRange(min = 1, max = 100) int failures, @ForAll long seed) {
        var delay = POLICY.delayAfter(failures, new Random(seed));

        assertThat(delay).isBetween(longestOf(failures).dividedBy(2), longestOf(failures));
    }

    @Property
    void delayNeverOverflows(
            @ForAll @IntRange(min = 1) int failures, @ForAll @LongRange(min = 0, max = 1L << 33) long first) {
        var policy = new RetryPolicy(9, Duration.ofMillis(first), Duration.ofMillis(1L << 33));

        assertThat(policy.delayAfter(failures, new Random(1))).isBetween(Duration.ZERO, policy.maxDelay());
    }

    @Test
    void attemptsAreCounted() {
        assertThat(POLICY.allowsAnotherAfter(2)).isTrue();
        assertThat(POLICY.allowsAnotherAfter(3)).isFalse();
    }

    @Test
    void zeroAttemptsAreRefused() {
        assertThatThrownBy(() -> new RetryPolicy(0, Duration.ZERO, Duration.ZERO))
                .hasMessageContaining("was 0");
    }

    /** The back-off without jitter: what the largest random number makes of it. */
    private static Duration longestOf(int failures) {
        return POLICY.delayAfter(failures, new Random() {
            @Override
            public long nextLong(long bound) {
                return bound - 1;
            }
        });
    }
}
