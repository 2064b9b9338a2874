package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.live.TestFeed.Ear;
import dev.handoff.engine.store.TestStore;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two instances on one database, which tell each other by a wire. */
abstract class WireContract {

    final TestStore store = new TestStore();
    final Ear ear = new Ear();
    TestFeed teller;
    TestFeed listener;

    /** One more, of an instance of its own. */
    abstract Wire wire();

    @BeforeEach
    void begin() {
        teller = new TestFeed(store, wire(), Duration.ZERO);
        listener = new TestFeed(store, wire(), Duration.ZERO);
    }

    @AfterEach
    void end() {
        teller.close();
        listener.close();
        store.close();
    }

    /** Nothing here reads the log by the clock: what is heard, the wire has brought. */
    @Test
    void whatOneInstanceTellsTheOtherHearsAtOnce() {
        listenAndHear();

        var fastest = IntStream.rangeClosed(1, 10).mapToLong(this::tellAndHear).min();

        assertThat(Duration.ofNanos(fastest.orElseThrow())).isLessThan(Duration.ofMillis(100));
    }

    /** Returns when the wire carries in both directions. */
    final void listenAndHear() {
        listener.live.follow(ear);
        await().until(() -> {
            listener.hints.signed(false);
            return teller.interest.isKnown();
        });
        await().until(() -> {
            teller.tell("warm");
            return !ear.heard.isEmpty();
        });
    }

    private long tellAndHear(int number) {
        long begun = System.nanoTime();
        teller.tell("n" + number);
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMillis(900))
                .until(() -> ear.names().contains("n" + number));
        return System.nanoTime() - begun;
    }
}
