package dev.handoff.edge.telemetry;

import io.quarkus.logging.LoggingFilter;
import java.util.logging.Filter;
import java.util.logging.LogRecord;

/**
 * Leaves out what libraries say about themselves when PostgreSQL has gone: its client answers what was under way twice, and
 * the second time has no effect. What becomes of the requests is told by us.
 */
@LoggingFilter(name = "known-noise")
public final class KnownNoise implements Filter {

    private static final String ANSWERED_TWICE = "Result is already complete";

    @Override
    public boolean isLoggable(LogRecord record) {
        return !(record.getThrown() instanceof IllegalStateException twice)
                || !String.valueOf(twice.getMessage()).startsWith(ANSWERED_TWICE);
    }
}
