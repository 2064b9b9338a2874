package dev.handoff.edge.http;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where people look at traces. */
@ConfigMapping(prefix = "handoff.trace")
public interface TraceConfig {

    /**
     * {@code HANDOFF_TRACE_URL}: the address at which a trace is shown, with {@code {trace_id}} where its id belongs, such as
     * {@code https://tempo.example.com/trace/{trace_id}}. The page and the API link tasks to it; empty for no links.
     */
    @WithDefault("${HANDOFF_TRACE_URL:}")
    Optional<String> url();
}
