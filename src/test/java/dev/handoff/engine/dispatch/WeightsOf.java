package dev.handoff.engine.dispatch;

import dev.handoff.Settings;
import dev.handoff.engine.type.TypeNames;
import dev.handoff.task.TaskType;
import dev.handoff.task.Weight;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Weights for tests without a container. */
public final class WeightsOf {

    private WeightsOf() {}

    /** Of types that the code says are heavy, and of those that {@code HEAVY_TASKS} names. */
    public static Weights variables(Map<String, String> variables, String... heavy) {
        var known = new HashMap<String, Weight>();
        for (var type : heavy) {
            known.put(type, Weight.HEAVY);
        }
        return new Weights(Settings.of(DispatchConfig.class, variables), types(known), TypeNames.of(types(known)));
    }

    /** Types of these weights, by name. */
    static Collection<TaskType<?, ?>> types(Map<String, Weight> weights) {
        return weights.entrySet().stream()
                .<TaskType<?, ?>>map(it -> type(it.getKey(), it.getValue()))
                .toList();
    }

    private static TaskType<?, ?> type(String name, Weight weight) {
        var light = TaskType.of(name, Object.class, Object.class).aliases("other:" + name);
        return weight == Weight.HEAVY ? light.heavy() : light;
    }
}
