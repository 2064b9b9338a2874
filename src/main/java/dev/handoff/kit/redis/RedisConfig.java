package dev.handoff.kit.redis;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** Where Redis is, which instances use to tell each other that there is something new. In use if its URL is set. */
@ConfigMapping(prefix = "handoff.redis")
public interface RedisConfig {

    /**
     * {@code REDIS_URL}: {@code redis://user:password@host:6379/0}, or {@code rediss://} for TLS. User, password, port and
     * database may be left out.
     */
    @WithDefault("${REDIS_URL:}")
    Optional<String> url();

    /** {@code REDIS_CA}: the certificates to trust in place of those that Java trusts, as PEM or the name of a PEM file. */
    @WithDefault("${REDIS_CA:}")
    Optional<String> ca();

    /** How long connecting, or an answer, may take. Defaults to 5 s. */
    @WithDefault("5s")
    Duration timeout();

    /** The longest pause between two attempts to connect. Defaults to 5 s. */
    @WithDefault("5s")
    Duration longestPause();
}
