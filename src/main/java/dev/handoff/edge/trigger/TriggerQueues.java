package dev.handoff.edge.trigger;

import dev.handoff.kit.rabbitmq.Queue;
import dev.handoff.kit.rabbitmq.Queue.Binding;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The queues of other programs whose messages become tasks here, as {@code HANDOFF_TRIGGER_QUEUES} has them. */
@Singleton
final class TriggerQueues {

    private static final Pattern FORM = Pattern.compile("(?<queue>[^:]+?)(:(?<exchange>[^/]+)/(?<key>.+))?");

    private final TriggerConfig config;

    TriggerQueues(TriggerConfig config) {
        this.config = config;
    }

    /**
     * Each queue once, with all its bindings; empty if none is set.
     *
     * @throws ConfigurationException if one is neither a queue nor a queue with a binding
     */
    List<Queue> all() {
        Map<String, List<Binding>> bindings = new LinkedHashMap<>();
        for (var setting : config.queues().orElse(List.of())) {
            var found = FORM.matcher(setting.strip());
            if (!found.matches()) {
                throw new ConfigurationException("HANDOFF_TRIGGER_QUEUES must name queues, such as orders, or "
                        + "orders:shop/order.* to have one bound to an exchange, was \"" + setting + "\"");
            }
            var all = bindings.computeIfAbsent(found.group("queue"), _ -> new ArrayList<>());
            if (found.group("exchange") != null) {
                all.add(new Binding(found.group("exchange"), found.group("key")));
            }
        }
        return bindings.entrySet().stream()
                .map(it -> Queue.foreign(it.getKey(), it.getValue()))
                .toList();
    }
}
