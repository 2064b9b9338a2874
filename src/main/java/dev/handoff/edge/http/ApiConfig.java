package dev.handoff.edge.http;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Who may call. */
@ConfigMapping(prefix = "handoff.api")
public interface ApiConfig {

    /**
     * The bearer token of programs that submit and read tasks, from {@code HANDOFF_API_KEY}. Without one, everybody may;
     * that is refused in production.
     */
    Optional<String> key();
}
