package dev.handoff.engine.dispatch.rabbitmq;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.dispatch.WeightsOf;
import dev.handoff.kit.rabbitmq.RabbitMq;
import dev.handoff.kit.rabbitmq.RabbitMqConfig;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Stream;

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
                handlers("t", "u", "transcribe"),
                Clock.systemUTC());
    }

    private static List<TaskHandler<?, ?>> handlers(String... names) {
        return Stream.of(names).<TaskHandler<?, ?>>map(Named::new).toList();
    }

    private record Named(String name) implements TaskHandler<Object, Object> {

        @Override
        public TaskType<Object, Object> type() {
            return TaskType.of(name, Object.class, Object.class);
        }

        @Override
        public Object handle(Object input, TaskRun run) {
            throw new AssertionError("nobody runs it");
        }
    }
}
