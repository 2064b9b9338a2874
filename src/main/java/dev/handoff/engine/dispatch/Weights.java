package dev.handoff.engine.dispatch;

import dev.handoff.engine.type.TypeNames;
import dev.handoff.kit.text.Nearest;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import dev.handoff.task.Weight;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How much tasks of each type take: as their code says, or as {@code HEAVY_TASKS} does. */
@ApplicationScoped
public class Weights {

    private final TypeNames names;
    private final Set<String> heavy;
    private final Map<String, Weight> known;

    @Inject
    Weights(DispatchConfig config, @All List<TaskHandler<?, ?>> handlers, TypeNames names) {
        this(config, handlers.stream().<TaskType<?, ?>>map(TaskHandler::type).toList(), names);
    }

    /** With the weights that the types' code gives them. */
    Weights(DispatchConfig config, Collection<TaskType<?, ?>> types, TypeNames names) {
        this.names = names;
        this.heavy = config.heavyTasks().orElse(List.of()).stream()
                .map(this::nameOf)
                .collect(Collectors.toUnmodifiableSet());
        this.known = types.stream().collect(Collectors.toUnmodifiableMap(TaskType::name, TaskType::weight));
    }

    void check(@Observes StartupEvent starting) {
        for (var name : heavy) {
            if (!known.containsKey(name)) {
                throw new ConfigurationException("HEAVY_TASKS names the unknown task type " + name + "; known are "
                        + String.join(", ", types()) + Nearest.question(name, known.keySet()));
            }
        }
    }

    /** Light for types without a setting. */
    public Weight of(String type) {
        return heavy.contains(type) ? Weight.HEAVY : known.getOrDefault(type, Weight.LIGHT);
    }

    /** The names of the types that there is code for. */
    Collection<String> types() {
        return known.keySet().stream().sorted().toList();
    }

    /** The type's own name, of any that a setting calls it by; of a type that is unknown here with hyphens for underscores. */
    String nameOf(String setting) {
        return names.own(setting.strip()).replace('_', '-');
    }
}
