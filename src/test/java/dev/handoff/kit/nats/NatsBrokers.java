package dev.handoff.kit.nats;

import dev.handoff.Settings;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Makes brokers for tests without a container, and does what only the container may do otherwise. */
public final class NatsBrokers {

    private NatsBrokers() {}

    public static NatsBroker of(Map<String, String> variables, Consumer<NatsEvent> events) {
        var config = Settings.of(NatsConfig.class, variables);
        return new NatsBroker("test", new NatsServers("NATS_URL", config.url().orElse(List.of())), config, events);
    }

    public static void close(NatsBroker broker) {
        broker.close();
    }
}
