package dev.handoff.kit.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CyclicBarrier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ParallelTest {

    @Test
    void resultsKeepTheirOrder() {
        var numbers = IntStream.range(0, 100).boxed().toList();

        assertThat(Parallel.map(numbers, number -> number * 2))
                .containsExactlyElementsOf(
                        numbers.stream().map(number -> number * 2).toList());
    }

    @Test
    void manyAreDoneAtATime() {
        var barrier = new CyclicBarrier(20);

        Parallel.map(IntStream.range(0, 20).boxed().toList(), _ -> {
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

        assertThatThrownBy(() -> Parallel.map(IntStream.range(0, 100).boxed().toList(), number -> {
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

        assertThatThrownBy(() -> Parallel.mapInTurn(numbers, number -> {
                    if (number % 10 == 3) {
                        throw new IllegalArgumentException("no " + number);
                    }
                    return done.add(number);
                }))
                .hasMessage("no 3");
        assertThat(done).hasSize(90);
        assertThat(Parallel.mapInTurn(numbers, number -> number)).isEqualTo(numbers);
    }

    @Test
    void nothingIsDoneWithNothing() {
        assertThat(Parallel.map(java.util.List.of(), number -> number)).isEmpty();
    }
}
