package dev.handoff.engine.dispatch;

import dev.handoff.Settings;
import java.util.List;
import java.util.Map;

/** Lets tests of other packages ring over a route of theirs. */
public final class DispatcherOf {

    private DispatcherOf() {}

    /** With no other route. */
    public static Dispatcher route(Route route) {
        var config = Settings.of(DispatchConfig.class, Map.of());
        return new Dispatcher(List.of(route), config, WeightsOf.variables(Map.of()), new Heard());
    }
}
