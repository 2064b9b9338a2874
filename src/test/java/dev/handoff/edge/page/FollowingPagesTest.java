package dev.handoff.edge.page;

import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.document.Document;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pages of another server follow a task in a browser, with a token for this task alone. */
@QuarkusTest
class FollowingPagesTest {

    private static final String SLOW = "{\"text\": \"told\", \"steps\": 4, \"sleep_ms\": 1200}";
    private static final Path CLIENT = Path.of("clients/typescript/handoff.js");
    private static final Map<String, String> PAGES = new ConcurrentHashMap<>();
    private static final LocalServer SITE = new LocalServer(request -> answer(request.path()));
    private static Browser browser;

    @TestHTTPResource("/")
    URI server;

    private String task;
    private String token;

    private static Answer answer(String path) {
        try {
            return path.endsWith(".js")
                    ? new Answer(200, Map.of("Content-Type", "text/javascript"), Files.readAllBytes(CLIENT))
                    : new Answer(
                            200,
                            Map.of("Content-Type", "text/html; charset=utf-8"),
                            PAGES.getOrDefault(path, "").getBytes(StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @BeforeEach
    void start() {
        if (browser == null) {
            browser = Browser.at(SITE.address() + "/");
        }
        task = submit(SLOW);
        token = json("{\"tasks\": [\"" + task + "\"]}").post("/api/live/tokens").path("token");
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
        SITE.close();
    }

    @Test
    void exampleOfTheReadmeFollowsATaskToItsEnd() {
        var example = example("README.md");
        assertThat(example("docs/tasks/live.md")).isEqualTo(example);

        show("example", example);

        browser.awaitText("#end", "\"text\":\"told\"");
        assertThat(browser.script("return bar.value > 0 && bar.max")).isEqualTo(4L);
        assertThat(browser.script("return events.readyState")).as("closed").isEqualTo(2L);
        assertThat(browser.complaints()).isEmpty();
    }

    private static String example(String page) {
        return Document.read(Path.of(page)).fences("html").getFirst().text();
    }

    @Test
    void webSocketTakesTheTokenAsAProtocol() {
        show("socket", """
                <output id="end"></output>
                <script>
                  const task = "…", token = "…", types = [];
                  const socket = new WebSocket("https://handoff.example.com/api/live".replace("http", "ws"),
                    ["handoff.live.1", "handoff.token." + token]);
                  socket.onopen = () => socket.send(JSON.stringify({op: "subscribe", tasks: [task]}));
                  socket.onclose = ({code}) => { end.textContent = "closed with " + code; };
                  socket.onmessage = ({data}) => {
                    types.push(JSON.parse(data).type);
                    if (types.includes("task.succeeded")) end.textContent = socket.protocol + " " + types[0];
                  };
                </script>
                """);

        browser.awaitText("#end", "handoff.live.1 task.state");
    }

    @Test
    void clientWaitsForItsTaskAndIsRefusedAnother() {
        show("client", """
                <output id="end"></output>
                <script type="module">
                  import { Handoff } from "/handoff.js";
                  const task = "…", token = "…";
                  const server = new Handoff("https://handoff.example.com", { token });
                  let told = 0;
                  const status = await server.wait(task, (done) => { told = done; });
                  const refused = await server.status(crypto.randomUUID()).catch((problem) => problem.status);
                  document.querySelector("#end").textContent = `${status.status} ${told > 0} ${refused}`;
                </script>
                """);

        browser.awaitText("#end", "SUCCEEDED true 403");
    }

    /** As its author would write it, with an id, a token and the address of a server. */
    private void show(String name, String html) {
        var page = html;
        for (var value : List.of("task = \"" + task, "token = \"" + token)) {
            page = page.replace(value.substring(0, value.indexOf('"') + 1) + "…", value);
        }
        PAGES.put(
                "/" + name,
                page.replace("https://handoff.example.com", server.toString().replaceFirst("/$", "")));
        browser.open(name);
    }
}
