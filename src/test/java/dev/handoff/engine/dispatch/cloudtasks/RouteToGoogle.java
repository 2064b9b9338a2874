package dev.handoff.engine.dispatch.cloudtasks;

import dev.handoff.Settings;
import dev.handoff.engine.dispatch.Heard;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A route to Google's API, which is a gRPC server of the test. */
abstract class RouteToGoogle {

    final GoogleApi api = new GoogleApi();
    final Heard heard = new Heard();
    final Map<String, String> variables = new HashMap<>(Map.of(
            "GOOGLE_CLOUD_PROJECT", "radio",
            "TASKS_LOCATION", "us-west1",
            "TASKS_QUEUE", "handoff",
            "TASKS_URL_BASE", "https://api.example.com/",
            "TASKS_SERVICE_ACCOUNT", "queue@radio.iam.gserviceaccount.com",
            "tasks.auth", "known to the queue",
            "handoff.cloud-tasks.timeout", "9s",
            "handoff.dispatch.production", "true"));

    @BeforeEach
    void start() throws IOException {
        variables.put("CLOUD_TASKS_EMULATOR_HOST", "localhost:" + api.start());
    }

    @AfterEach
    void stop() {
        api.close();
    }

    CloudTasksRoute route() {
        return route(new GoogleClients(config()));
    }

    CloudTasksRoute route(Clients clients) {
        return CloudTasksRouteOf.route(variables, clients, heard);
    }

    CloudTasksConfig config() {
        return Settings.of(CloudTasksConfig.class, variables);
    }
}
