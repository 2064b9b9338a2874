package dev.handoff.engine.dispatch;

import dev.handoff.Settings;
import dev.handoff.task.Weight;
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
        return new Weights(Settings.of(DispatchConfig.class, variables), known);
    }
}
