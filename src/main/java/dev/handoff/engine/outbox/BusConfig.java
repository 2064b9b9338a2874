package dev.handoff.engine.outbox;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How events are relayed. */
@ConfigMapping(prefix = "handoff.bus")
public interface BusConfig {

    /**
     * Whether this process relays events and takes in those of a broker. Off for commands that run tasks: servers know
     * where events go.
     */
    @WithDefault("true")
    boolean relay();

    /** How often pending events are looked for. Those published here are relayed at once. Defaults to 1 s. */
    @WithDefault("1s")
    Duration sweep();

    /** How long a relay holds an event; that of a killed process is relayed by another after this. Defaults to 30 s. */
    @WithDefault("30s")
    Duration lease();

    /** How long a subscriber may take for one event; two of these must fit into the lease. Defaults to 10 s. */
    @WithDefault("10s")
    Duration patience();

    /** After how many failures of its subscribers an event is given up. Defaults to 10. */
    @WithDefault("10")
    int mostFailures();

    /** The pause after the first failure; it doubles with each further one. Defaults to 1 s. */
    @WithDefault("1s")
    Duration firstDelay();

    /** Where the doubling ends. Defaults to 5 min. */
    @WithDefault("5m")
    Duration maxDelay();
}
