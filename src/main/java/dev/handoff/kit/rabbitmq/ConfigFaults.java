package dev.handoff.kit.rabbitmq;

import com.rabbitmq.client.ConnectionFactory;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with the settings. */
final class ConfigFaults {

    private ConfigFaults() {}

    /** The first one, with its remedy. */
    static Optional<String> of(RabbitMqConfig config, boolean production) {
        if (config.host().isEmpty()) {
            return config.user().isPresent()
                            || config.password().isPresent()
                            || config.port().isPresent()
                    ? Optional.of(
                            "MQ_USER, MQ_PASSWORD or MQ_PORT is set but MQ_HOST is not; set it to RabbitMQ's host")
                    : Optional.empty();
        }
        if (production && config.user().orElse(ConnectionFactory.DEFAULT_USER).equals(ConnectionFactory.DEFAULT_USER)) {
            return Optional.of(
                    "MQ_USER is not set or is guest, whose password everybody knows; set MQ_USER and MQ_PASSWORD"
                            + " to a user of RabbitMQ's of your own");
        }
        return config.ca()
                .filter(file -> !Files.isReadable(file))
                .map(file -> "MQ_CA names " + file + ", which can't be read; set it to a PEM file with certificates")
                .or(() -> ofTimes(config));
    }

    /** To the client, no time means for ever. */
    private static Optional<String> ofTimes(RabbitMqConfig config) {
        return Stream.of(
                        tooShort("connect-timeout", config.connectTimeout()),
                        tooShort("confirm-timeout", config.confirmTimeout()),
                        tooShort("heartbeat", config.heartbeat()),
                        tooShort("longest-pause", config.longestPause()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> tooShort(String setting, Duration time) {
        return time.toMillis() < 1
                ? Optional.of("handoff.rabbitmq." + setting + " must be at least 1 ms, was " + time)
                : Optional.empty();
    }
}
