package dev.handoff.engine.dispatch.dryrun;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.RouteContract;
import java.time.Clock;
import java.util.Map;

/** Lets tests of other packages make the route of their settings. */
public final class DryRunRouteOf {

    private DryRunRouteOf() {}

    public static Route variables(Map<String, String> variables) {
        return new DryRunRoute(
                Settings.of(DispatchConfig.class, variables), new RouteContract.HeardBells(), Clock.systemUTC());
    }
}
