package dev.handoff.edge.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatcherOf;
import dev.handoff.engine.dispatch.NoTasks;
import dev.handoff.engine.dispatch.RouteContract;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.local.LocalConfig;
import dev.handoff.engine.dispatch.local.LocalRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PoolGaugesTest {

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

    @ParameterizedTest
    @CsvSource({"running, 3", "free, 5", "capacity, 8", "waiting, 1"})
    void poolIsShown(String gauge, double value) {
        var slots = new Slots(8, type -> OptionalInt.of(3));
        for (int i = 0; i < 3; i++) {
            slots.tryTake("t");
        }
        var local = new LocalRoute(slots, new NoTasks(), Settings.of(LocalConfig.class), Clock.systemUTC());
        local.ring(RouteContract.bell("t", 0), RouteContract.INPUT);

        new PoolGauges(slots, DispatcherOf.route(local)).bindTo(registry);

        assertThat(registry.get("handoff.pool." + gauge).gauge().value()).isEqualTo(value);
    }
}
