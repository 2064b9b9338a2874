package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.live.TestFeed.Ear;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.redis.RedisChannels;
import dev.handoff.kit.redis.RedisChannelsOf;
import dev.handoff.kit.redis.RedisEvent;
import dev.handoff.kit.redis.TestRedis;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two instances on one database, which tell each other over Redis. */
class RedisWireTest {

    private final TestRedis redis = new TestRedis();
    private final TestStore store = new TestStore();
    private final RedisChannelsOf channels = new RedisChannelsOf(redis.url());
    private final TestFeed teller = feed(channels.channels);
    private final TestFeed listener = feed(channels.channels);
    private final Ear ear = new Ear();

    private TestFeed feed(RedisChannels channels) {
        return new TestFeed(store, new RedisWire(channels.channel(Wire.CHANNEL)), Duration.ZERO);
    }

    @AfterEach
    void close() {
        teller.close();
        listener.close();
        channels.close();
        store.close();
        redis.close();
    }

    @Test
    void whatOneInstanceTellsTheOtherHearsAtOnce() {
        await().until(() -> teller.hints.isConnected() && listener.hints.isConnected());
        listener.live.follow(ear);
        await().until(teller.interest::isKnown);
        teller.tell("warm");
        await().until(() -> ear.heard.size() == 1);

        var fastest = IntStream.rangeClosed(2, 10).mapToLong(this::tellAndHear).min();

        assertThat(Duration.ofNanos(fastest.orElseThrow())).isLessThan(Duration.ofMillis(100));
    }

    private long tellAndHear(int expected) {
        long begun = System.nanoTime();
        teller.tell("n");
        await().pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .atMost(Duration.ofMillis(900))
                .until(() -> ear.heard.size() == expected);
        return System.nanoTime() - begun;
    }

    @Test
    void redisThatDiesAmidAThousandNewsLosesNoneAndComesBack() throws Exception {
        await().until(() -> teller.hints.isConnected() && listener.hints.isConnected());
        listener.live.follow(ear);
        await().until(teller.interest::isKnown);

        for (int i = 0; i < 1_000; i++) {
            teller.tell("n" + i);
            if (i == 300) {
                await().until(() -> !ear.heard.isEmpty());
                redis.flushAll();
            }
            if (i == 600) {
                redis.stop();
            }
        }
        await().until(() -> !listener.hints.isConnected() && !teller.hints.isConnected());
        listener.hints.tick();

        await().until(() -> ear.heard.size() >= 1_000);
        assertThat(ear.names())
                .isEqualTo(IntStream.range(0, 1_000).mapToObj(i -> "n" + i).toList());
        assertThat(ear.resets).isEmpty();
        redis.start();
        await().until(() -> teller.hints.isConnected() && listener.hints.isConnected());
        assertThat(channels.events)
                .filteredOn(RedisEvent.Disconnected.class::isInstance)
                .isNotEmpty();
        teller.tell("after");
        await().until(() -> ear.names().getLast().equals("after"));
    }
}
