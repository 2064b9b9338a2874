package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.sweep.PruneEvent;
import dev.handoff.kit.database.StoreUnavailable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PruneTelemetryTest {

    private static final PruneEvent.Pruned PRUNED = new PruneEvent.Pruned("tasks", 1234, Duration.ofMillis(1500));

    @RegisterExtension
    private final LogCapture log = LogCapture.ofHandoff();

    @Test
    void whatWasPrunedIsALine() {
        new PruneLines().on(PRUNED);

        assertThat(log.lines()).containsExactly("INFO event=prune.done what=tasks count=1234 duration=1.5s");
    }

    @Test
    void troubleIsALineWithItsReason() {
        new PruneLines().on(new PruneEvent.Trouble(new StoreUnavailable(new IllegalStateException("away"))));

        assertThat(log.lines()).containsExactly("WARN event=prune.trouble error=\"the database doesn't answer: away\"");
    }

    @Test
    void whatWasPrunedIsCounted() {
        var registry = new SimpleMeterRegistry();

        new PruneMetrics(registry).on(PRUNED);

        assertThat(registry.get("handoff.pruned").tag("what", "tasks").counter().count())
                .isEqualTo(1234);
    }
}
