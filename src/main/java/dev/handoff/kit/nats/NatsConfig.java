package dev.handoff.kit.nats;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where NATS is. In use if servers are named. */
@ConfigMapping(prefix = "handoff.nats")
public interface NatsConfig {

    /** Whether the settings below count; false keeps this process off NATS whatever else is set. */
    @WithDefault("true")
    boolean enabled();

    /**
     * {@code NATS_URL}: the servers of one cluster, such as {@code nats://a:4222,nats://b:4222}; {@code tls://} talks TLS and
     * checks that the certificate is the host's. May have a login: {@code nats://user:password@a} or {@code nats://token@a}.
     */
    @WithDefault("${NATS_URL:}")
    Optional<List<String>> url();

    /** {@code NATS_USER}: who logs in, if the URL doesn't say. */
    @WithDefault("${NATS_USER:}")
    Optional<String> user();

    /** {@code NATS_PASSWORD}: the user's password. */
    @WithDefault("${NATS_PASSWORD:}")
    Optional<String> password();

    /** {@code NATS_TOKEN}: what logs in where there are no users. */
    @WithDefault("${NATS_TOKEN:}")
    Optional<String> token();

    /** {@code NATS_CA}: a PEM file with the certificates to trust in place of those that Java trusts. */
    @WithDefault("${NATS_CA:}")
    Optional<Path> ca();

    /** How long connecting to one server may take. Defaults to 10 s. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long NATS may take to confirm a message. Defaults to 10 s. */
    @WithDefault("10s")
    Duration confirmTimeout();

    /** How often the server is asked whether it is alive; a silent connection is given up after two of these. Defaults to 10 s. */
    @WithDefault("10s")
    Duration heartbeat();

    /** The longest pause between two attempts to connect, of which there is no end. Defaults to 5 s. */
    @WithDefault("5s")
    Duration longestPause();

    /** How long a process that ends waits until NATS has all that it was told. Defaults to 30 s. */
    @WithDefault("30s")
    Duration drainTimeout();

    /** Whether streams and consumers are made when they are needed; false if an operator does that. */
    @WithDefault("true")
    boolean declare();
}
