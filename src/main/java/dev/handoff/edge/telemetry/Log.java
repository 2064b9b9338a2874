package dev.handoff.edge.telemetry;

import java.util.Optional;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jboss.logging.Logger.Level;

/** One category of the log. Lines below its level are not made. */
record Log(Logger logger) {

    static Log of(String category) {
        return new Log(Logger.getLogger(category));
    }

    void write(Level level, Supplier<LogLine> line) {
        write(level, line, Optional.empty());
    }

    void write(Level level, Supplier<LogLine> line, Optional<Throwable> cause) {
        if (logger.isEnabled(level)) {
            // The line travels as a parameter, so that the formatter finds its values and not only their text.
            logger.logf(level, cause.map(LoggedThrowable::of).orElse(null), "%s", line.get());
        }
    }
}
