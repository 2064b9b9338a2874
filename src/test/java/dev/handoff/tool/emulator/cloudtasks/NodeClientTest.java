package dev.handoff.tool.emulator.cloudtasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.tool.emulator.Live;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Google's client for Node.js finds what it expects. Needs npm, as the speech model does. */
class NodeClientTest {

    private static final Path SOURCES = Path.of("src", "test", "resources", "cloud-tasks-client");
    private static final Path FOLDER = Path.of("target", "cloud-tasks-client");

    @Test
    void clientForNodeWorks() throws Exception {
        install();

        try (var live = new Live(Live::ok)) {
            var said = new JsonObject(Tool.run(
                    FOLDER,
                    Map.of(),
                    "node",
                    "client.mjs",
                    Integer.toString(live.emulator.port()),
                    Live.QUEUE,
                    live.target.address() + "/work"));
            await().until(() -> live.target.requests.size() == 1);

            assertThat(said)
                    .isEqualTo(new JsonObject()
                            .put("rate", 7)
                            .put("name", Live.QUEUE + "/tasks/from-node")
                            .put("again", "ALREADY_EXISTS")
                            .put("malformed", "INVALID_ARGUMENT")
                            .put("state", "PAUSED")
                            .put("queues", new JsonArray().add(Live.QUEUE)));
            var request = live.target.requests.getFirst();
            assertThat(request.text()).isEqualTo("hello from node");
            assertThat(request.headers().get("Authorization").getFirst()).startsWith("Bearer ey");
        }
    }

    /** Takes seconds, so an installation of the same versions is used again. */
    private static void install() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        var lock = FOLDER.resolve("package-lock.json");
        var installed = Files.exists(FOLDER.resolve("node_modules"))
                && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) == -1;
        for (var file : new String[] {"client.mjs", "package.json", "package-lock.json"}) {
            Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        if (!installed) {
            Tool.run(FOLDER, Map.of(), "npm", "ci", "--no-audit", "--no-fund", "--ignore-scripts");
        }
    }
}
