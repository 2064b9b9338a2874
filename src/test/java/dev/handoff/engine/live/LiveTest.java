package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.live.TestFeed.Ear;
import dev.handoff.engine.store.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class LiveTest {

    private static final TestStore STORE = new TestStore();

    private final TestFeed one = new TestFeed(STORE, Duration.ZERO);
    private final TestFeed other = new TestFeed(STORE, Duration.ZERO);
    private final Ear ear = new Ear();

    @AfterAll
    static void close() {
        STORE.close();
    }

    @Test
    void whatIsToldHereIsHeardHere() {
        one.live.follow(ear);

        one.tell("told");

        await().until(() -> ear.names().equals(List.of("told")));
        assertThat(ear.heard.getFirst().task()).contains(TestFeed.TASK);
        assertThat(ear.resets).isEmpty();
    }

    @Test
    void idsIncreaseAndEachIsHeardOnceThoughManyTellAtATime() {
        other.interest.elsewhere();
        one.live.follow(ear);

        IntStream.range(0, 2_000).parallel().forEach(i -> (i % 2 == 0 ? one : other).tell("n" + i));

        await().until(() -> {
            one.live.tick();
            return ear.heard.size() >= 2_000;
        });
        assertThat(ear.ids()).isSorted().doesNotHaveDuplicates();
        assertThat(ear.names()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void whoComesBackHearsWhatWasToldMeanwhile() {
        var first = one.live.follow(ear);
        one.tell("a");
        await().until(() -> ear.heard.size() == 1);
        one.live.follow(new Ear());
        first.close();
        one.tell("b");
        var later = new Ear();

        one.live.follow(first.position(), later);

        await().until(() -> later.names().equals(List.of("b")));
        assertThat(ear.names()).containsExactly("a");
        assertThat(later.resets).isEmpty();
    }

    @Test
    void whoResumesAcrossATimeInWhichNobodyListenedIsReset() {
        var first = one.live.follow(ear);
        one.tell("a");
        await().until(() -> ear.heard.size() == 1);
        first.close();
        one.live.tick();
        assertThat(one.live.isListening()).isFalse();
        var later = new Ear();

        one.live.follow(first.position(), later);

        assertThat(later.resets).hasSize(1);
        one.tell("b");
        await().until(() -> later.names().equals(List.of("b")));
    }
}
