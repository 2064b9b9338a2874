package dev.handoff.edge.live;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may follow what happens, and how many may at a time. */
@ConfigMapping(prefix = "handoff.live")
public interface LiveConfig {

    /**
     * What tokens for browsers are signed with: any text of at least 16 characters, the same on all instances. Defaults to
     * a key that is made of {@code HANDOFF_API_KEY}, and without that to a random one of each process.
     */
    Optional<String> secret();
}
