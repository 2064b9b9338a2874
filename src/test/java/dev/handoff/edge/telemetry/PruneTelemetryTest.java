package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.sweep.PruneEvent;
import dev.handoff.kit.database.StoreUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PruneTelemetryTest {

    private static final PruneEvent.Pruned PRUNED = new PruneEvent.Pruned("tasks", 1234, Duration.ofMillis(1500));

    private final Logger handoff = Logger.getLogger("dev.handoff");
    private final List<String> lines = new ArrayList<>();
    private final ExtHandler recorder = new ExtHandler() {
        @Override
        protected void doPublish(ExtLogRecord entry) {
            lines.add(entry.getLevel() + " " + entry.getFormattedMessage());
        }
    };

    @BeforeEach
    void listen() {
        handoff.addHandler(recorder);
    }

    @AfterEach
    void stopListening() {
        handoff.removeHandler(recorder);
    }

    @Test
    void whatWasPrunedIsALine() {
        new PruneLines().on(PRUNED);

        assertThat(lines).containsExactly("INFO event=prune.done what=tasks count=1234 duration=1.5s");
    }

    @Test
    void troubleIsALineWithItsReason() {
        new PruneLines().on(new PruneEvent.Trouble(new StoreUnavailable(new IllegalStateException("away"))));

        assertThat(lines).containsExactly("WARN event=prune.trouble error=\"the database doesn't answer: away\"");
    }

    @Test
    void whatWasPrunedIsCounted() {
        var registry = new SimpleMeterRegistry();

        new PruneMetrics(registry).on(PRUNED);

        assertThat(registry.get("handoff.pruned").tag("what", "tasks").counter().count())
                .isEqualTo(1234);
    }
}
