package dev.handoff.engine.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.redis.RedisChannelsOf;
import dev.handoff.kit.redis.RedisEvent;
import dev.handoff.kit.redis.TestRedis;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RedisWireTest extends WireContract {

    private final TestRedis redis = new TestRedis();
    private final RedisChannelsOf channels = new RedisChannelsOf(redis.url());

    @Override
    Wire wire() {
        return new RedisWire(channels.channels.channel(Wire.CHANNEL));
    }

    @AfterEach
    @Override
    void end() {
        super.end();
        channels.close();
        redis.close();
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
