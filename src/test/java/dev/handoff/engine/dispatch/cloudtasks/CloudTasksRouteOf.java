package dev.handoff.engine.dispatch.cloudtasks;

import dev.handoff.Settings;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.engine.dispatch.DispatchConfig;
import dev.handoff.engine.dispatch.Heard;
import dev.handoff.engine.dispatch.Route;
import dev.handoff.engine.dispatch.TasksAuthOf;
import dev.handoff.engine.dispatch.WorkerConfig;
import dev.handoff.task.TaskHandler;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Lets tests of other packages make the route of their settings. */
public final class CloudTasksRouteOf {

    private CloudTasksRouteOf() {}

    public static Route variables(Map<String, String> variables) {
        return route(variables, new GoogleClients(Settings.of(CloudTasksConfig.class, variables)), new Heard());
    }

    static CloudTasksRoute route(Map<String, String> variables, Clients clients, Heard heard) {
        return route(variables, clients, List.of(new ProcessMessage()), heard);
    }

    static CloudTasksRoute route(
            Map<String, String> variables, Clients clients, List<TaskHandler<?, ?>> handlers, Heard heard) {
        var dispatch = Settings.of(DispatchConfig.class, variables);
        return new CloudTasksRoute(
                Settings.of(CloudTasksConfig.class, variables),
                Settings.of(WorkerConfig.class, variables),
                dispatch,
                TasksAuthOf.settings(dispatch),
                clients,
                handlers,
                Clock.systemUTC(),
                heard);
    }
}
