package dev.handoff.kit.redis;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.Vertx;
import io.vertx.redis.client.Redis;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** The channels of Redis, if there is one. */
@ApplicationScoped
public class RedisChannels {

    private final RedisConfig config;
    private final Vertx vertx;
    private final Event<RedisEvent> events;

    RedisChannels(RedisConfig config, Vertx vertx, Event<RedisEvent> events) {
        this.config = config;
        this.vertx = vertx;
        this.events = events;
    }

    void check(@Observes StartupEvent starting) {
        fault().ifPresent(fault -> {
            throw new ConfigurationException(fault);
        });
    }

    /** Whether Redis is to be used. */
    public boolean isConfigured() {
        return config.url().isPresent();
    }

    /** What is wrong with the settings, with the remedy; empty if nothing is, or if it is not to be used. */
    public Optional<String> fault() {
        try {
            config.url().ifPresent(RedisUrl::parse);
        } catch (IllegalArgumentException wrong) {
            return Optional.of(wrong.getMessage());
        }
        return config.ca()
                .filter(ca -> !isPem(ca) && !isReadable(ca))
                .map(ca -> "REDIS_CA names " + ca
                        + ", which can't be read; set it to a PEM file with certificates, or to what is in one");
    }

    static boolean isPem(String ca) {
        return ca.startsWith("-----BEGIN ");
    }

    private static boolean isReadable(String file) {
        try {
            return Files.isReadable(Path.of(file));
        } catch (InvalidPathException unusable) {
            return false;
        }
    }

    /**
     * Notices at the Redis that a URL names. To be closed by the caller.
     *
     * @throws IllegalArgumentException that says what is wrong with the URL, without the password
     */
    public RedisNotices notices(String url) {
        var redis = Redis.createClient(vertx, RedisChannel.options(RedisUrl.parse(url), config));
        return new RedisNotices(redis, config.timeout());
    }

    /** A channel that is not connected yet. To be closed by the caller. */
    public RedisChannel channel(String name) {
        var url = RedisUrl.parse(config.url().orElseThrow());
        return new RedisChannel(name, url, config, vertx, events::fire);
    }
}
