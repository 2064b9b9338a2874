package dev.handoff.edge.telemetry;

import dev.handoff.engine.sweep.PruneEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger.Level;

/** Writes a line when something was pruned, or could not be. */
@ApplicationScoped
public class PruneLines {

    private static final Log INSTANCE = Log.of("dev.handoff.instance");

    void on(@Observes PruneEvent event) {
        switch (event) {
            case PruneEvent.Pruned it ->
                INSTANCE.write(Level.INFO, () -> LogLine.of("prune.done")
                        .with("what", it.what())
                        .with("count", it.count())
                        .with("duration", it.took()));
            case PruneEvent.Trouble it ->
                INSTANCE.write(Level.WARN, () -> LogLine.of("prune.trouble")
                        .with("error", it.cause().getMessage()));
        }
    }
}
