package dev.handoff.engine.dispatch.nats;

import java.util.Optional;
import java.util.regex.Pattern;

/** What can be wrong with the route's own settings. */
final class NatsRouteFaults {

    /** Streams' names are folders on the servers, and the first part of subjects here. */
    private static final Pattern STREAM = Pattern.compile("[A-Za-z0-9_-]{1,100}");

    private NatsRouteFaults() {}

    /** The first one, with its remedy. */
    static Optional<String> of(NatsRouteConfig config) {
        if (!STREAM.matcher(config.stream()).matches()) {
            return Optional.of("NATS_STREAM must have letters, digits, hyphens and underscores only, at most 100, was "
                    + config.stream());
        }
        if (config.replicas() < 1 || config.replicas() > 5) {
            return Optional.of("NATS_REPLICAS must be 1 to 5, was " + config.replicas());
        }
        if (!config.expiry().isPositive()) {
            return Optional.of("handoff.nats-route.expiry must be longer than nothing, was " + config.expiry());
        }
        if (config.prefetch().isPresent() && config.prefetch().getAsInt() < 1) {
            return Optional.of("handoff.nats-route.prefetch must be at least 1, was "
                    + config.prefetch().getAsInt());
        }
        return config.answer().compareTo(config.expiry()) <= 0
                ? Optional.of("handoff.nats-route.answer must be longer than handoff.nats-route.expiry, which is "
                        + config.expiry() + ", was " + config.answer())
                : Optional.empty();
    }
}
