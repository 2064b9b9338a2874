package dev.handoff.edge.doctor;

import dev.handoff.kit.redis.RedisChannels;
import jakarta.inject.Singleton;

/** Looks whether Redis answers. */
@Singleton
final class RedisCheck {

    private final RedisChannels redis;

    RedisCheck(RedisChannels redis) {
        this.redis = redis;
    }

    /** What doctor says. */
    String finding() throws InterruptedException {
        if (!redis.isConfigured()) {
            throw new Finding.Unused("REDIS_URL is not set; instances tell each other by PostgreSQL's notifications");
        }
        redis.fault().ifPresent(fault -> {
            throw new Finding.Fault(fault);
        });
        try (var channel = redis.channel("doctor")) {
            channel.check().ifPresent(silent -> {
                throw new Finding.Fault(channel.address() + " doesn't answer: " + silent
                        + "; until it does, live news come up to a second late, and no task waits for it");
            });
            return channel.address() + " answers";
        }
    }
}
