package dev.handoff.engine.dispatch.nats;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.NamedHandlers;
import dev.handoff.engine.dispatch.Pool;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.WeightsOf;
import dev.handoff.kit.nats.NatsBroker;
import dev.handoff.kit.nats.NatsBrokers;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;

/** Makes the route for tests without a container. */
public final class NatsRouteOf {

    private NatsRouteOf() {}

    /** One that is asked for its opinion only. */
    public static Route variables(Map<String, String> variables) {
        var slots = new Slots(1, type -> OptionalInt.empty());
        var broker = NatsBrokers.of(variables, event -> {});
        return of(variables, broker, slots, new Pool(slots, null, Clock.systemUTC()));
    }

    static NatsRoute of(Map<String, String> variables, NatsBroker broker, Slots slots, Pool pool) {
        return new NatsRoute(
                broker,
                Settings.of(NatsRouteConfig.class, variables),
                Settings.of(DispatchConfig.class, variables),
                WeightsOf.variables(variables, "transcribe"),
                slots,
                pool,
                NamedHandlers.of("t", "u", "transcribe"),
                Clock.systemUTC());
    }
}
