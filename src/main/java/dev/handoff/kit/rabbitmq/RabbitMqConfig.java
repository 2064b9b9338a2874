package dev.handoff.kit.rabbitmq;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/** Where RabbitMQ is. In use if a host is set. */
@ConfigMapping(prefix = "handoff.rabbitmq")
public interface RabbitMqConfig {

    /** Whether the settings below count; false keeps this process off RabbitMQ whatever else is set. */
    @WithDefault("true")
    boolean enabled();

    /** {@code MQ_HOST}: the broker's host. */
    @WithDefault("${MQ_HOST:}")
    Optional<String> host();

    /** {@code MQ_PORT}: its port. Defaults to 5672, and with TLS to 5671. */
    @WithDefault("${MQ_PORT:}")
    OptionalInt port();

    /** {@code MQ_USER}: who logs in. Defaults to guest, who is refused in production. */
    @WithDefault("${MQ_USER:}")
    Optional<String> user();

    /** {@code MQ_PASSWORD}: the user's password. Defaults to guest. */
    @WithDefault("${MQ_PASSWORD:}")
    Optional<String> password();

    /** {@code MQ_VHOST}: the virtual host, which keeps environments apart. Defaults to {@code /}. */
    @WithDefault("${MQ_VHOST:/}")
    String virtualHost();

    /** {@code MQ_TLS}: whether to talk TLS, and check that the certificate is the host's. Off by default. */
    @WithDefault("${MQ_TLS:false}")
    boolean tls();

    /** {@code MQ_CA}: a PEM file with the certificates to trust in place of those that Java trusts. */
    @WithDefault("${MQ_CA:}")
    Optional<Path> ca();

    /** How long connecting may take. Defaults to 10 s. */
    @WithDefault("10s")
    Duration connectTimeout();

    /** How long the broker may take to confirm a message. Defaults to 10 s. */
    @WithDefault("10s")
    Duration confirmTimeout();

    /** How often both sides show that they are alive; a silent connection is given up after two of these. Defaults to 10 s. */
    @WithDefault("10s")
    Duration heartbeat();

    /** The longest pause between two attempts to connect. Defaults to 5 s. */
    @WithDefault("5s")
    Duration longestPause();

    /** Whether queues and exchanges are declared when they are needed; false if an operator does that. */
    @WithDefault("true")
    boolean declare();
}
