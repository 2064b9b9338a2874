package dev.handoff.engine.dispatch.http;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.Heard;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.TasksAuthOf;
import dev.handoff.engine.dispatch.WorkerConfig;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Lets tests of other packages make the routes of their settings. */
public final class HttpRoutesOf {

    private HttpRoutesOf() {}

    public static List<Route> variables(Map<String, String> variables) {
        var config = Settings.of(WorkerConfig.class, variables);
        var dispatch = Settings.of(DispatchConfig.class, variables);
        var client = new FunctionClient(TasksAuthOf.settings(dispatch), config);
        return List.of(
                new WorkerRoute(config, dispatch, client, Clock.systemUTC(), new Heard()),
                new LoopbackRoute(config, client, Clock.systemUTC(), new Heard()));
    }
}
