package dev.handoff.edge.telemetry;

import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.dispatch.Slots;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.function.Supplier;

/** Shows how busy this instance is. */
@ApplicationScoped
public class PoolGauges implements MeterBinder {

    private final Slots slots;
    private final Dispatcher dispatcher;

    PoolGauges(Slots slots, Dispatcher dispatcher) {
        this.slots = slots;
        this.dispatcher = dispatcher;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        gauge("handoff.pool.running", "Attempts that run here", slots::running, registry);
        gauge("handoff.pool.free", "Attempts that could start here at once", slots::free, registry);
        gauge("handoff.pool.capacity", "Attempts that may run here at a time", slots::capacity, registry);
        gauge(
                "handoff.pool.waiting",
                "Tasks that wait for a slot here, as far as this instance knows",
                dispatcher::waiting,
                registry);
    }

    private static void gauge(String name, String description, Supplier<Number> value, MeterRegistry registry) {
        Gauge.builder(name, value).description(description).register(registry);
    }
}
