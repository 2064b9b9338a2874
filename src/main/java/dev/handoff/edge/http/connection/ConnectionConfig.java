package dev.handoff.edge.http.connection;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.OptionalInt;

/** How many callers there may be, and how long they may take to make a request. */
@ConfigMapping(prefix = "handoff.http")
public interface ConnectionConfig {

    /** How long the header of a request may take. Defaults to 20 s. */
    @WithDefault("20s")
    Duration headerTime();

    /** How long the body of a request may take after its header, if it is no file. Defaults to 30 s. */
    @WithDefault("30s")
    Duration bodyTime();

    /**
     * How many connections there may be. One more closes the one that has waited longest for a request; if all are busy, it
     * is closed itself. Defaults to half of the files that this process may have open, and at most 10,000.
     */
    OptionalInt connections();

    /**
     * The same for one address, which may be that of a proxy with all its callers. Defaults to half of
     * {@code handoff.http.connections}.
     */
    OptionalInt connectionsPerAddress();
}
