package dev.handoff.engine.live;

import dev.handoff.kit.redis.RedisChannel;
import java.util.function.Consumer;

/** Hints over Redis. */
final class RedisWire implements Wire {

    private final RedisChannel channel;

    RedisWire(RedisChannel channel) {
        this.channel = channel;
    }

    @Override
    public void send(String hint) {
        channel.send(hint);
    }

    @Override
    public void listen(Consumer<String> heard, Runnable begun) {
        channel.subscribe(heard, begun);
    }

    @Override
    public boolean isConnected() {
        return channel.isConnected();
    }

    @Override
    public void close() {
        channel.close();
    }
}
