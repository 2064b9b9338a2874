package dev.handoff.edge.http;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Leads from tasks to their traces. */
@ApplicationScoped
class TraceLinks {

    private static final String PLACE = "{trace_id}";

    /** A browser follows it, so it must not be a script. */
    private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s<>\"]+");

    /** The fields of the W3C header. */
    private static final Pattern TRACEPARENT = Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

    private final TraceConfig config;

    TraceLinks(TraceConfig config) {
        this.config = config;
    }

    /** @param url where people look at it; missing if HANDOFF_TRACE_URL is not set */
    @Schema(name = "Trace", description = "The trace of who submitted it, which its attempts are part of")
    record Trace(String id, Optional<String> url) {}

    void check(@Observes StartupEvent starting) {
        config.url().ifPresent(url -> {
            if (!ADDRESS.matcher(url).matches() || !url.contains(PLACE)) {
                throw new ConfigurationException(
                        "HANDOFF_TRACE_URL must be an http or https address with " + PLACE + " in it, was " + url);
            }
        });
    }

    /** The trace of a task that was submitted in this context. */
    Optional<Trace> of(Optional<String> traceparent) {
        return traceparent
                .map(TRACEPARENT::matcher)
                .filter(header -> header.matches())
                .map(header -> header.group(1))
                .map(id -> new Trace(id, config.url().map(url -> url.replace(PLACE, id))));
    }
}
