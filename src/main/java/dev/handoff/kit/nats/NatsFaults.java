package dev.handoff.kit.nats;

import java.nio.file.Files;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/** What can be wrong with the settings. */
final class NatsFaults {

    private NatsFaults() {}

    /** The first one, with its remedy. */
    static Optional<String> of(NatsServers servers, NatsConfig config) {
        if (servers.urls().isEmpty()) {
            return config.user().isPresent() || config.token().isPresent()
                    ? Optional.of("NATS_USER or NATS_TOKEN is set but " + servers.setting()
                            + " is not; set it to NATS's servers, such as nats://host:4222")
                    : Optional.empty();
        }
        return servers.fault()
                .or(() -> ofLogin(config))
                .or(() -> ofFile(config))
                .or(() -> ofTimes(config));
    }

    private static Optional<String> ofLogin(NatsConfig config) {
        if (config.user().isPresent() && config.token().isPresent()) {
            return Optional.of("NATS_USER and NATS_TOKEN are both set; leave the one by which NATS knows Handoff");
        }
        return config.password().isPresent() && config.user().isEmpty()
                ? Optional.of("NATS_PASSWORD is set but NATS_USER is not; set both")
                : Optional.empty();
    }

    private static Optional<String> ofFile(NatsConfig config) {
        return config.ca()
                .filter(file -> !Files.isReadable(file))
                .map(file -> "NATS_CA names " + file + ", which can't be read; set it to a PEM file with certificates");
    }

    private static Optional<String> ofTimes(NatsConfig config) {
        return Stream.of(
                        tooShort("connect-timeout", config.connectTimeout()),
                        tooShort("confirm-timeout", config.confirmTimeout()),
                        tooShort("heartbeat", config.heartbeat()),
                        tooShort("longest-pause", config.longestPause()),
                        tooShort("drain-timeout", config.drainTimeout()))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> tooShort(String setting, Duration time) {
        return time.toMillis() < 1
                ? Optional.of("handoff.nats." + setting + " must be at least 1 ms, was " + time)
                : Optional.empty();
    }
}
