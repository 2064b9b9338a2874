package dev.handoff.kit.redis;

import dev.handoff.Settings;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Event;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Channels of a Redis, and what is told of them. */
public final class RedisChannelsOf implements AutoCloseable {

    public final List<RedisEvent> events = new CopyOnWriteArrayList<>();
    public final RedisChannels channels;
    private final Vertx vertx = Vertx.vertx();

    public RedisChannelsOf(String url) {
        this(Map.of("handoff.redis.url", url));
    }

    RedisChannelsOf(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("handoff.redis.longest-pause", "0.2s");
        channels = new RedisChannels(Settings.of(RedisConfig.class, all), vertx, fired());
    }

    @SuppressWarnings("unchecked")
    private Event<RedisEvent> fired() {
        return (Event<RedisEvent>) Proxy.newProxyInstance(
                Event.class.getClassLoader(), new Class<?>[] {Event.class}, (proxy, method, arguments) -> {
                    events.add((RedisEvent) arguments[0]);
                    return null;
                });
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }
}
