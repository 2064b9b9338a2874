package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.tool.emulator.Faults;
import dev.handoff.tool.emulator.PushResult;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the faults on the way to targets do. */
class PusherTest {

    private final Bench bench = new Bench();

    @Test
    void duplicateComesWithinTheDelay() {
        bench.mischief.inject(Faults.NONE.with("duplicate", "1").with("duplicateDelay", "5s"));

        bench.add("a");
        bench.last().answer(200);
        bench.advance(Duration.ofSeconds(5));
        bench.last().answer(409);

        assertThat(bench.pushed()).containsExactly("a", "a");
        assertThat(bench.deliveries()).extracting(PushResult::duplicate).containsExactly(false, true);
    }

    @Test
    void duplicateMayComeAtTheSameTime() {
        bench.mischief.inject(Faults.NONE.with("duplicate", "1"));

        bench.add("a");
        bench.advance(Duration.ZERO);

        assertThat(bench.pushed()).containsExactly("a", "a");
    }

    @Test
    void duplicatesAnswerDecidesNothing() {
        bench.mischief.inject(Faults.NONE.with("duplicate", "1"));
        bench.add("a");
        bench.advance(Duration.ZERO);

        bench.last().answer(200);

        assertThat(bench.queue.find("a")).isPresent();
    }

    @Test
    void someAreDuplicatedByTheProbability() {
        bench.mischief.inject(Faults.NONE.with("duplicate", "0.5").with("seed", "1"));

        bench.add(50);
        bench.advance(Duration.ZERO);

        assertThat(bench.pushes).hasSizeBetween(60, 90);
    }

    @Test
    void lostAnswerMeansAnotherAttempt() {
        bench.mischief.inject(Faults.NONE.with("dropAnswer", "1"));
        bench.add("a");
        bench.last().answer(200);

        bench.mischief.inject(Faults.NONE);
        bench.advance(Duration.ofSeconds(1));
        bench.last().answer(200);

        assertThat(bench.pushes).hasSize(2);
        assertThat(bench.last().push().previous()).isEmpty();
        assertThat(bench.deliveries())
                .extracting(delivery -> delivery.status().orElse(0))
                .containsExactly(0, 200);
    }

    @Test
    void delayedTaskIsLateAndSaysWhenItWasDue() {
        bench.mischief.inject(Faults.NONE.with("delay", "10m").with("seed", "1"));
        var due = bench.timeline.now();

        bench.add("a");
        assertThat(bench.pushes).isEmpty();
        bench.advance(Duration.ofMinutes(10));

        assertThat(bench.last().at()).isAfter(due);
        assertThat(bench.last().push().eta()).isEqualTo(due);
    }

    @Test
    void reorderedTasksAllComeButOvertakeEachOther() {
        bench.mischief.inject(Faults.NONE.with("reorder", "true").with("seed", "1"));

        bench.add(20);
        bench.advance(Duration.ofSeconds(1));

        var inOrder = IntStream.range(0, 20).mapToObj("t%05d"::formatted).toList();
        assertThat(bench.pushed()).containsExactlyInAnyOrderElementsOf(inOrder).isNotEqualTo(inOrder);
    }

    @Test
    void tasksThatAlreadyWaitOvertakeEachOtherToo() {
        bench.queue.pause();
        bench.add(20);

        bench.mischief.inject(Faults.NONE.with("reorder", "true").with("seed", "1"));
        bench.queue.resume();

        assertThat(bench.pushed())
                .hasSize(20)
                .isNotEqualTo(bench.pushed().stream().sorted().toList());
    }

    @Test
    void seedRepeatsTheOrder() {
        assertThat(shuffled()).isEqualTo(shuffled());
    }

    private static List<String> shuffled() {
        var bench = new Bench();
        bench.mischief.inject(Faults.NONE.with("reorder", "true").with("seed", "42"));
        bench.add(20);
        bench.advance(Duration.ofSeconds(1));
        return bench.pushed();
    }
}
