package dev.handoff.engine.dispatch;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import dev.handoff.task.Weight;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** How much tasks of each type take: as their code says, or as {@code HEAVY_TASKS} does. */
@ApplicationScoped
public class Weights {

    private final Set<String> heavy;
    private final Map<String, Weight> known;

    @Inject
    Weights(DispatchConfig config, @All List<TaskHandler<?, ?>> handlers) {
        this(
                config,
                handlers.stream().map(TaskHandler::type).collect(Collectors.toMap(TaskType::name, TaskType::weight)));
    }

    /** With the weights that the types' code gives them, by name. */
    Weights(DispatchConfig config, Map<String, Weight> known) {
        this.heavy = config.heavyTasks().orElse(List.of()).stream()
                .map(Weights::typeName)
                .collect(Collectors.toUnmodifiableSet());
        this.known = Map.copyOf(known);
    }

    /** Light for types without a setting. */
    public Weight of(String type) {
        return heavy.contains(type) ? Weight.HEAVY : known.getOrDefault(type, Weight.LIGHT);
    }

    /** The names of the types that there is code for. */
    Collection<String> types() {
        return known.keySet().stream().sorted().toList();
    }

    /** The name of a type as code has it: elsewhere underscores are usual. */
    static String typeName(String name) {
        return name.strip().replace('_', '-');
    }
}
