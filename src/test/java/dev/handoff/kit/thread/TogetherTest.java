package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TogetherTest {

    @Test
    void resultsKeepTheirOrder() {
        var numbers = IntStream.range(0, 100).boxed().toList();

        assertThat(Together.each(numbers, number -> number * 2))
                .containsExactlyElementsOf(
                        numbers.stream().map(number -> number * 2).toList());
    }

    @Test
    void manyAreDoneAtATime() {
        var barrier = new CyclicBarrier(20);

        Together.each(IntStream.range(0, 20).boxed().toList(), _ -> {
            try {
                return barrier.await();
            } catch (InterruptedException | BrokenBarrierException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void failureHurtsNobodyElse() {
        Set<Integer> done = new ConcurrentSkipListSet<>();

        assertThatThrownBy(() -> Together.each(IntStream.range(0, 100).boxed().toList(), number -> {
                    if (number % 10 == 3) {
                        throw new IllegalArgumentException("no " + number);
                    }
                    return done.add(number);
                }))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no 3");
        assertThat(done).hasSize(90);
    }

    @Test
    void failureInTurnHurtsNobodyElse() {
        Set<Integer> done = new ConcurrentSkipListSet<>();
        var numbers = IntStream.range(0, 100).boxed().toList();

        assertThatThrownBy(() -> Together.inTurn(numbers, number -> {
                    if (number % 10 == 3) {
                        throw new IllegalArgumentException("no " + number);
                    }
                    return done.add(number);
                }))
                .hasMessage("no 3");
        assertThat(done).hasSize(90);
        assertThat(Together.inTurn(numbers, number -> number)).isEqualTo(numbers);
    }

    @Test
    void nothingIsDoneWithNothing() {
        assertThat(Together.each(java.util.List.of(), number -> number)).isEmpty();
    }
}
