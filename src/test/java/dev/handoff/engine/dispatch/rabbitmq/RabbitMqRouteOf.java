package dev.handoff.engine.dispatch.rabbitmq;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.NamedHandlers;
import dev.handoff.engine.dispatch.Pool;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.WeightsOf;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqConfig;
import java.time.Clock;
import java.util.Map;
import java.util.OptionalInt;

/** Makes the route for tests without a container, with types by their names. */
public final class RabbitMqRouteOf {

    private RabbitMqRouteOf() {}

    /** One that is asked for its opinion only. */
    public static Route variables(Map<String, String> variables) {
        var config = Settings.of(RabbitMqConfig.class, variables);
        var broker = new RabbitMq(config, "true".equals(variables.get("handoff.dispatch.production")), event -> {});
        var slots = new Slots(1, type -> OptionalInt.empty());
        return of(variables, broker, slots, new Pool(slots, null, Clock.systemUTC()));
    }

    static RabbitMqRoute of(Map<String, String> variables, RabbitMq broker, Slots slots, Pool pool) {
        return new RabbitMqRoute(
                broker,
                Settings.of(RabbitMqRouteConfig.class, variables),
                Settings.of(DispatchConfig.class, variables),
                WeightsOf.variables(variables, "transcribe"),
                slots,
                pool,
                NamedHandlers.of("t", "u", "transcribe"),
                Clock.systemUTC());
    }
}
