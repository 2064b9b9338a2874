package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.cloud.tasks.v2.RateLimits;
import com.google.cloud.tasks.v2.RetryConfig;
import com.google.cloud.tasks.v2.Task;
import com.google.rpc.Code;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What happens to tasks whose attempts fail. */
class RetryTest {

    private static final Duration LONG = Duration.ofDays(1);

    @Test
    void failedTaskIsTriedAgainAfterTheBackoff() {
        var bench = bench(RetryConfig.newBuilder().setMinBackoff(seconds(10)));
        bench.add("a");
        bench.last().answer(500);

        bench.advance(Duration.ofSeconds(10).minusMillis(1));
        assertThat(bench.pushes).hasSize(1);

        bench.advance(Duration.ofMillis(1));
        assertThat(bench.pushes).hasSize(2);
    }

    @Test
    void usualWaitsBeginAtATenthOfASecondAndDouble() {
        var bench = bench(RetryConfig.newBuilder());
        var start = bench.timeline.now();
        bench.add("a");

        IntStream.range(0, 4).forEach(_ -> failOnce(bench));

        assertThat(bench.pushes.stream()
                        .map(pushed -> Duration.between(start, pushed.at()).toMillis()))
                .containsExactly(0L, 100L, 300L, 700L, 1500L);
    }

    @Test
    void lastAttemptEndsTheTask() {
        var bench = bench(RetryConfig.newBuilder().setMaxAttempts(3));
        bench.add("a");

        IntStream.range(0, 3).forEach(_ -> failOnce(bench));

        assertThat(bench.pushes).hasSize(3);
        assertThat(bench.queue.find("a")).isEmpty();
    }

    @Test
    void taskGoesOnUntilItsTimeIsOverToo() {
        var bench = bench(RetryConfig.newBuilder()
                .setMaxAttempts(2)
                .setMaxRetryDuration(seconds(60))
                .setMinBackoff(seconds(25))
                .setMaxBackoff(seconds(25)));
        bench.add("a");

        IntStream.range(0, 4).forEach(_ -> failOnce(bench));

        assertThat(bench.pushes).hasSize(4);
        assertThat(bench.queue.find("a")).isEmpty();
    }

    @Test
    void taskGoesOnUntilItsAttemptsAreOverToo() {
        var bench = bench(RetryConfig.newBuilder()
                .setMaxAttempts(5)
                .setMaxRetryDuration(seconds(1))
                .setMinBackoff(seconds(10)));
        bench.add("a");

        IntStream.range(0, 4).forEach(_ -> failOnce(bench));

        assertThat(bench.pushes).hasSize(5);
    }

    @Test
    void unlimitedAttemptsHaveNoEnd() {
        var bench = bench(RetryConfig.newBuilder().setMaxAttempts(-1));
        bench.add("a");

        IntStream.range(0, 150).forEach(_ -> failOnce(bench));

        assertThat(bench.pushes).hasSize(151);
    }

    @Test
    void unlimitedAttemptsEndWithTheirTime() {
        var bench = bench(RetryConfig.newBuilder()
                .setMaxAttempts(-1)
                .setMaxRetryDuration(seconds(15))
                .setMinBackoff(seconds(10)));
        bench.add("a");

        IntStream.range(0, 3).forEach(_ -> failOnce(bench));

        assertThat(bench.pushes).hasSize(3);
        assertThat(bench.queue.find("a")).isEmpty();
    }

    @Test
    void targetMayAskForMoreTime() {
        var bench = bench(RetryConfig.newBuilder());
        var task = bench.add("a");

        bench.last().answer(429, "120");

        assertThat(task.scheduledAt()).isEqualTo(bench.timeline.now().plusSeconds(120));
    }

    @Test
    void targetMayNameATime() {
        var bench = bench(RetryConfig.newBuilder());
        var task = bench.add("a");
        var wanted = bench.timeline.now().plusSeconds(300);

        bench.last().answer(503, DateTimeFormatter.RFC_1123_DATE_TIME.format(wanted.atOffset(ZoneOffset.UTC)));

        assertThat(task.scheduledAt()).isEqualTo(wanted);
    }

    @Test
    void targetCannotShortenTheBackoff() {
        var bench = bench(RetryConfig.newBuilder().setMinBackoff(seconds(60)));
        var task = bench.add("a");

        bench.last().answer(503, "1");

        assertThat(task.scheduledAt()).isEqualTo(bench.timeline.now().plusSeconds(60));
    }

    @Test
    void nonsenseIsNoWish() {
        var bench = bench(RetryConfig.newBuilder().setMinBackoff(seconds(60)));
        var task = bench.add("a");

        bench.last().answer(503, "after lunch");

        assertThat(task.scheduledAt()).isEqualTo(bench.timeline.now().plusSeconds(60));
    }

    @Test
    void countsTellAnswersFromExecutions() {
        var bench = bench(RetryConfig.newBuilder());
        bench.add("a");
        failOnce(bench);
        bench.last().answer(404);
        bench.advance(LONG);

        bench.last().end().accept(new Answer.Unreachable("connection refused"));
        bench.advance(LONG);

        assertThat(bench.pushes).extracting(pushed -> pushed.push().retries()).containsExactly(0, 1, 2, 3);
        assertThat(bench.pushes)
                .extracting(pushed -> pushed.push().executions())
                .containsExactly(0, 0, 1, 1);
        assertThat(bench.last().push().previous()).hasValue(404);
    }

    @Test
    void viewTellsOfTheLastAttempt() {
        var bench = bench(RetryConfig.newBuilder());
        var task = bench.add("a");

        bench.last().end().accept(new Answer.TimedOut());
        var view = task.view(Task.View.BASIC);

        assertThat(view.getDispatchCount()).isEqualTo(1);
        assertThat(view.getResponseCount()).isZero();
        assertThat(view.getLastAttempt().getResponseStatus().getCode()).isEqualTo(Code.DEADLINE_EXCEEDED.getNumber());
    }

    private static Bench bench(RetryConfig.Builder retries) {
        return new Bench(RateLimits.getDefaultInstance(), retries.build());
    }

    private static void failOnce(Bench bench) {
        bench.last().answer(500);
        // Until the next attempt and no further; throttling may hold it back a moment.
        int before = bench.pushes.size();
        var next = bench.deliveries().getLast().nextAttempt();
        next.ifPresent(at -> bench.advance(Duration.between(bench.timeline.now(), at)));
        while (next.isPresent() && bench.pushes.size() == before) {
            bench.advance(Duration.ofMillis(1));
        }
    }

    private static com.google.protobuf.Duration seconds(int seconds) {
        return Protos.duration(Duration.ofSeconds(seconds));
    }
}
