package dev.handoff.domain.speaking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.domain.speaking.Rating.Sums;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RatingTest {

    @ParameterizedTest
    @CsvSource({"0, 0, 0.6, 0.6", "1, 1.0, 0.6, 0.666667", "5, 4.5, 0.5, 0.7", "95, 95, 0.5, 0.975"})
    void meanLeansOnThePriorWhileThereAreFewScores(long scores, double sum, double prior, double mean) {
        assertThat(Rating.bayesianMean(scores, sum, prior)).isCloseTo(mean, within(1e-6));
    }

    // The smaller solution b of (x/n - b)² = z² b (1 - b) / n, found by bisection.
    @ParameterizedTest
    @CsvSource({"0, 0, 0", "0, 10, 0", "2, 2, 0.342380", "8, 10, 0.490162", "95, 100, 0.888249", "500, 1000, 0.469069"})
    void boundIsTheLowerOneOfWilsonsInterval(long votesFor, long votes, double bound) {
        assertThat(Rating.wilsonBound(votesFor, votes)).isCloseTo(bound, within(1e-5));
    }

    @Test
    void ratingHasBothAndWhatTheyWereMadeOf() {
        var rating = Rating.of(new Sums(5, 4.5, 8, 10, 40), 0.5);

        assertThat(rating).isEqualTo(new Rating(0.7, 5, Rating.wilsonBound(8, 10), 10, 40));
    }
}
