package dev.handoff.engine.live;

import dev.handoff.kit.database.Notifications;
import dev.handoff.kit.redis.RedisChannels;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;

/** Redis if it is configured, and PostgreSQL otherwise. While Redis is away nothing takes its place. */
@ApplicationScoped
class WireChoice {

    @Produces
    @ApplicationScoped
    Wire wire(RedisChannels redis, Notifications notifications) {
        return redis.isConfigured() ? new RedisWire(redis.channel(Wire.CHANNEL)) : new PostgresWire(notifications);
    }

    void close(@Disposes Wire wire) {
        wire.close();
    }
}
