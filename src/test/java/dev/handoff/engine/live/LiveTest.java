package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.live.TestFeed.Ear;
import dev.handoff.engine.store.TestStore;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LiveTest {

    private static final TestStore STORE = new TestStore();

    private final TestFeed one = new TestFeed(STORE, new PostgresWire(STORE.notifications), Duration.ZERO);
    private final TestFeed deaf = new TestFeed(STORE, new NoWire(), Duration.ZERO);
    private final Ear ear = new Ear();

    /** Whose hints get lost. */
    private static final class NoWire implements Wire {

        @Override
        public void send(String hint) {}

        @Override
        public void listen(Consumer<String> heard, Runnable begun) {}

        @Override
        public boolean isConnected() {
            return false;
        }

        @Override
        public void close() {}
    }

    @AfterEach
    void end() {
        one.close();
    }

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
        deaf.interest.elsewhere();
        one.live.follow(ear);

        IntStream.range(0, 2_000).parallel().forEach(i -> (i % 2 == 0 ? one : deaf).tell("n" + i));

        await().until(() -> {
            one.hints.tick();
            return ear.heard.size() >= 2_000;
        });
        assertThat(ear.ids()).isSorted().doesNotHaveDuplicates();
        assertThat(ear.names()).hasSize(2_000).doesNotHaveDuplicates();
    }

    @Test
    void whatOthersTellIsReadEachSecondThoughTheirHintsAreLost() {
        deaf.hints.signed(true);
        one.live.follow(ear);

        deaf.tell("told");

        await().until(() -> {
            one.hints.tick();
            return ear.names().equals(List.of("told"));
        });
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

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0, 1_700_000_000_000_000L, 9_000_000_000_000_000L, Long.MAX_VALUE})
    void idThatTheLogDoesNotReachBackToResets(long id) {
        one.live.follow(new Ear());

        one.live.follow(id, ear);

        assertThat(ear.resets).hasSize(1);
        one.tell("next");
        await().until(() -> ear.names().equals(List.of("next")));
    }

    @Test
    void untilItIsKnownWhoListensNewsWaitAndAreForgottenIfNobodyDoes() {
        deaf.tell("while it was unknown");
        deaf.hints.signed(false);
        one.live.follow(ear);

        deaf.hints.signed(true);
        deaf.tell("later");

        await().until(() -> {
            one.hints.tick();
            return ear.names().equals(List.of("later"));
        });
        assertThat(ear.resets).as("it learned late that somebody looks on").hasSize(1);
    }

    @Test
    void moreThanCanWaitIsDroppedAndThoseWhoListenLookAtTheState() {
        one.live.follow(ear);
        IntStream.range(0, Teller.MAX_WAITING + 5).forEach(i -> deaf.tell("n" + i));

        deaf.hints.signed(true);

        await().until(() -> {
            one.hints.tick();
            return ear.resets.size() == 1;
        });
        assertThat(ear.names()).hasSize(Teller.MAX_WAITING).last().isEqualTo("n" + (Teller.MAX_WAITING - 1));
        assertThat(deaf.events.stream().filter(LiveEvent.Dropped.class::isInstance))
                .hasSize(5);
    }

    @Test
    void listenerThatFailsHarmsNobodyElse() {
        one.live.follow(new Listener() {
            @Override
            public void hear(List<News> news) {
                throw new IllegalStateException("broken");
            }

            @Override
            public void reset(long position) {}
        });
        one.live.follow(ear);

        one.tell("a");
        await().until(() -> ear.names().equals(List.of("a")));
        one.tell("b");

        await().until(() -> ear.names().equals(List.of("a", "b")));
    }
}
