package dev.handoff.engine.dispatch.dryrun;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteContract;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DryRunRouteTest extends RouteContract {

    private final Clock clock = Clock.fixed(Instant.parse("2024-01-01T12:00:00.123Z"), ZoneOffset.UTC);

    @Override
    protected Route route() {
        return new DryRunRoute(Settings.of(DispatchConfig.class, Map.of("TASKS_DRY_RUN", "true")), heard, clock);
    }

    @Test
    void nothingIsRun() {
        var bell = bell("t", 0);

        route().ring(bell, INPUT);

        assertThat(heard.declined).containsExactly(bell);
        assertThat(heard.received).isEmpty();
    }

    @Test
    void nameIsTheTimeOfTheDryRun() {
        assertThat(route().ring(bell("t", 0), INPUT).name()).isEqualTo("dry-run-2024-01-01T12:00:00Z");
    }
}
