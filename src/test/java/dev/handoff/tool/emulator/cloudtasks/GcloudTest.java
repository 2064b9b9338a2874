package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.tool.emulator.EmulatorOptions;
import dev.handoff.tool.emulator.Live;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Google's command line finds what it expects. */
@EnabledIf(value = "gcloudIsThere", disabledReason = "gcloud is not on the PATH")
class GcloudTest {

    @TempDir
    private Path settings;

    @Test
    void commandLineWorks() throws Exception {
        try (var live = new Live(EmulatorOptions.at("localhost", 0).withQueues(), Live::ok)) {
            gcloud(live, "queues", "create", "q", "--max-attempts=3", "--max-dispatches-per-second=10");
            gcloud(live, "create-http-task", "from-gcloud", "--queue=q", "--url=" + live.target.address() + "/work");
            await().until(() -> live.target.requests.size() == 1);
            gcloud(live, "queues", "update", "q", "--max-attempts=5");
            gcloud(live, "queues", "pause", "q");

            var queue = new JsonObject(gcloud(live, "queues", "describe", "q"));

            assertThat(queue.getString("state")).isEqualTo("PAUSED");
            assertThat(queue.getJsonObject("retryConfig").getInteger("maxAttempts"))
                    .isEqualTo(5);
            assertThat(queue.getJsonObject("rateLimits").getInteger("maxDispatchesPerSecond"))
                    .isEqualTo(10);
            assertThat(live.target.requests.getFirst().headers().get("X-cloudtasks-taskname"))
                    .containsExactly("from-gcloud");
        }
    }

    private String gcloud(Live live, String... arguments) throws Exception {
        var command = Stream.concat(
                        Stream.of("gcloud", "--quiet", "--format=json", "tasks"),
                        Stream.concat(Stream.of(arguments), Stream.of("--location=l", "--project=p")))
                .toArray(String[]::new);
        return Tool.run(
                settings,
                Map.of(
                        "CLOUDSDK_CONFIG",
                        settings.toString(),
                        "CLOUDSDK_AUTH_DISABLE_CREDENTIALS",
                        "true",
                        "CLOUDSDK_CORE_DISABLE_USAGE_REPORTING",
                        "true",
                        "CLOUDSDK_API_ENDPOINT_OVERRIDES_CLOUDTASKS",
                        live.emulator.address() + "/"),
                command);
    }

    static boolean gcloudIsThere() {
        return Tool.isOnPath("gcloud");
    }
}
