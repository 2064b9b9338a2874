package dev.handoff.edge.telemetry;

import dev.handoff.engine.live.LiveEvent;
import dev.handoff.kit.redis.RedisEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.Optional;
import org.jboss.logging.Logger.Level;

/** Writes a line when live news come late or not at all, and when they do again; each of the news is only counted. */
@ApplicationScoped
public class LiveLines {

    private static final Log LOG = Log.of("dev.handoff.live");

    private final Faults faults;

    LiveLines(Clock clock) {
        this.faults = new Faults(clock);
    }

    void on(@Observes RedisEvent event) {
        switch (event) {
            case RedisEvent.Connected it -> {
                faults.forget(it.address());
                LOG.write(Level.INFO, () -> LogLine.of(it.again() ? "live.reconnected" : "live.connected")
                        .with("redis", it.address()));
            }
            case RedisEvent.Disconnected it ->
                LOG.write(faults.isNew(it.address(), it.reason()) ? Level.WARN : Level.DEBUG, () -> LogLine.of(
                                "live.disconnected")
                        .with("redis", it.address())
                        .with("error", it.reason())
                        .with("pause", it.pause()));
        }
    }

    void on(@Observes LiveEvent event) {
        switch (event) {
            case LiveEvent.Dropped it -> {
                if (faults.isNew("dropped", it.why())) {
                    LOG.write(Level.WARN, () -> LogLine.of("live.dropped").with("reason", it.why()));
                }
            }
            case LiveEvent.Trouble it ->
                LOG.write(
                        Level.WARN,
                        () -> LogLine.of("live.trouble").with("doing", it.doing()),
                        Optional.of(it.cause()));
            case LiveEvent.Told _, LiveEvent.Heard _ -> {}
        }
    }
}
