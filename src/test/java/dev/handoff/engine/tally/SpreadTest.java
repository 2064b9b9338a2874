package dev.handoff.engine.tally;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpreadTest {

    private final Spread spread = new Spread();

    @Test
    void nothingHasNoQuantile() {
        assertThat(spread.quantile(0.5)).isEmpty();
        assertThat(spread.counts()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 7, 100, 1_000, 90_000, 3_600_000, 86_400_000})
    void quantileIsExactToAFifth(long millis) {
        spread.add(Duration.ofMillis(millis));

        assertThat(spread.quantile(0.5).orElseThrow().toMillis())
                .isBetween((long) (millis * 0.8), (long) Math.ceil(millis * 1.25));
    }

    @Test
    void fewSlowOnesShowInTheHighQuantileAlone() {
        IntStream.range(0, 90).forEach(_ -> spread.add(Duration.ofMillis(10)));
        IntStream.range(0, 10).forEach(_ -> spread.add(Duration.ofSeconds(100)));

        assertThat(spread.quantile(0.5).orElseThrow()).isLessThan(Duration.ofMillis(15));
        assertThat(spread.quantile(0.95).orElseThrow()).isGreaterThan(Duration.ofSeconds(80));
    }

    @Test
    void spreadsOfInstancesAddUp() {
        spread.add(Duration.ofMillis(10));
        var other = new Spread();
        other.add(Duration.ofSeconds(10));

        spread.add(other.counts());

        assertThat(spread.quantile(1).orElseThrow()).isGreaterThan(Duration.ofSeconds(8));
        assertThat(spread.quantile(0.5).orElseThrow()).isLessThan(Duration.ofMillis(13));
    }

    @Test
    void centuriesAndNegativeTimesHaveAPlace() {
        spread.add(Duration.ofDays(36_500));
        spread.add(Duration.ofMillis(-5));

        assertThat(spread.quantile(0.1)).contains(Duration.ofMillis(1));
        assertThat(spread.quantile(1)).isPresent();
    }
}
