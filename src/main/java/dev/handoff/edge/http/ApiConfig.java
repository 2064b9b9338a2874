package dev.handoff.edge.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;
import java.util.Set;

/** Who may call. */
@ConfigMapping(prefix = "handoff.api")
public interface ApiConfig {

    /**
     * The bearer token of programs that submit and read tasks, from {@code HANDOFF_API_KEY}; it may do everything.
     * Without any key, everybody may; that is refused in production.
     */
    Optional<String> key();

    /**
     * {@code HANDOFF_API_KEYS}: further keys, separated by commas, each as {@code NAME:ROLE:sha256:HEX} or
     * {@code NAME:ROLE:file:PATH}. The role is {@code viewer}, {@code operator} or {@code admin}; the name is kept in the audit
     * log. Defaults to none.
     */
    Optional<Set<String>> keys();

    /** {@code HANDOFF_VIEWERS_SEE_DATA}: whether viewers see inputs, results, files and events. Defaults to false. */
    @WithDefault("${HANDOFF_VIEWERS_SEE_DATA:false}")
    boolean viewersSeeData();
}
