package dev.handoff.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.dispatch.RouteContract;
import dev.handoff.dispatch.Slots;
import dev.handoff.dispatch.local.LocalConfig;
import dev.handoff.dispatch.local.LocalRoute;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.smallrye.config.SmallRyeConfigBuilder;
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
        var route = new LocalRoute(slots, new RouteContract.HeardBells(), defaults(), Clock.systemUTC());
        route.ring(RouteContract.bell("t", 0), RouteContract.INPUT);

        new PoolGauges(slots, route).bindTo(registry);

        assertThat(registry.get("handoff.pool." + gauge).gauge().value()).isEqualTo(value);
    }

    private static LocalConfig defaults() {
        return new SmallRyeConfigBuilder()
                .withMapping(LocalConfig.class)
                .build()
                .getConfigMapping(LocalConfig.class);
    }
}
