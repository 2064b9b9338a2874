package dev.handoff.edge.telemetry;

import dev.handoff.edge.http.AuthRefused;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.jboss.logging.Logger.Level;

/** Writes a line about requests with wrong credentials, at most one in ten seconds however many there are. */
@ApplicationScoped
public class AuthLines {

    private static final Log AUTH = Log.of("dev.handoff.auth");
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private long since;
    private long untold;
    private boolean begun;

    void on(@Observes AuthRefused it) {
        long count = countToTell();
        if (count > 0) {
            AUTH.write(Level.WARN, () -> LogLine.of("auth.refused")
                    .with("address", it.address())
                    .with("reason", it.reason())
                    .with("count", count));
        }
    }

    /** How many there were since the last line; 0 if it is too soon for another. */
    private synchronized long countToTell() {
        untold++;
        if (begun && System.nanoTime() - since < PAUSE.toNanos()) {
            return 0;
        }
        begun = true;
        since = System.nanoTime();
        long count = untold;
        untold = 0;
        return count;
    }
}
