package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.TaskId;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The clients in {@code clients/} against this server, where Node and Python are. */
@QuarkusTest
class ClientLibrariesTest {

    private static final String SLOW = "{text: 'a', steps: 3, sleep_ms: 600}";

    @Inject
    ScopedTokens tokens;

    @Test
    void nodeSubmitsAndWaitsWithABar() throws Exception {
        var said = node("""
                const ticket = await server.submit({type: 'process-message', input: %s});
                let told = 0;
                const end = await server.wait(ticket.task_id, (done, total) => { told = Math.max(told, done); });
                console.log(end.status, told > 0, end.result !== undefined);
                process.exit();
                """.formatted(SLOW));

        assertThat(said).isEqualTo("SUCCEEDED true true");
    }

    @Test
    void nodeResumesAndIsRefused() throws Exception {
        var task = submit("{\"text\": \"a\", \"steps\": 3, \"sleep_ms\": 600}");
        var said = node("""
                let last;
                for await (const event of server.follow({task: '%1$s'})) { last = event.id; break; }
                const ids = [last];
                for await (const event of server.follow({task: '%1$s'}, undefined, last)) {
                    ids.push(event.id);
                    if (event.type === 'task.succeeded') break;
                }
                const sorted = [...new Set(ids)].sort((a, b) => a - b);
                const refused = await server.status('x').catch((problem) => problem.status);
                console.log(ids.join() === sorted.join(), refused);
                process.exit();
                """.formatted(task));

        assertThat(said).isEqualTo("true 404");
    }

    @Test
    void nodeAsksAnewWhenTheServerFallsSilent() throws Exception {
        assertThat(node("""
                import {createServer} from 'node:http';
                const asked = [];
                const silent = createServer((request, response) => {
                    asked.push(request.headers['last-event-id'] ?? '-');
                    response.writeHead(200, {'Content-Type': 'text/event-stream'});
                    response.write('id: 7\\nevent: a\\ndata: {"id": "7", "type": "a", "data": {}}\\n\\n');
                }).listen(0, '127.0.0.1');
                await new Promise((listening) => silent.once('listening', listening));
                const other = new Handoff(`http://127.0.0.1:${silent.address().port}`, {silence: 100, pause: 10});
                let heard = 0;
                for await (const event of other.follow({})) { if (++heard === 2) break; }
                console.log(asked.join());
                process.exit();
                """)).isEqualTo("-,7");
    }

    @Test
    void nodeCancels() throws Exception {
        var task = submit("{\"text\": \"a\", \"steps\": 10, \"sleep_ms\": 20000}");

        assertThat(node("console.log(await server.cancel('" + task + "', 'enough'))"))
                .isEqualTo("true");
        awaitState(task, "CANCELLED");
    }

    @Test
    void nodeFollowsWithAScopedToken() throws Exception {
        var task = submit("{\"text\": \"a\"}");
        var token = tokens.sign(new Scope(Set.of(TaskId.parse(task)), Set.of(), Set.of()), Duration.ofMinutes(1))
                .token();

        assertThat(node("""
                const mine = new Handoff(server.url, {token: '%s'});
                console.log((await mine.wait('%s')).status, (await mine.status(crypto.randomUUID()).catch((no) => no.status)));
                process.exit();
                """.formatted(token, task))).isEqualTo("SUCCEEDED 403");
    }

    @Test
    void pythonSubmitsWaitsCancelsAndIsRefused() throws Exception {
        assumeTrue(isHere("python3"), "there is no python3 here");
        var script = """
                import sys
                sys.dont_write_bytecode = True
                sys.path.insert(0, "clients/python")
                import handoff
                server = handoff.Handoff(sys.argv[1])
                told = []
                ticket = server.submit("process-message", {"text": "a", "steps": 3, "sleep_ms": 600})
                end = server.wait(ticket["task_id"], lambda done, total: told.append(done))
                events = server.follow(after="1", task=ticket["task_id"])
                print(end["status"], any(told), next(events)["type"])
                slow = server.submit("process-message", {"text": "a", "steps": 10, "sleep_ms": 20000})
                print(server.cancel(slow["task_id"], "enough"), slow["task_id"])
                try:
                    server.submit("none", {})
                except handoff.Problem as refusal:
                    print(refusal.status)
                """;

        var said = run("python3", "-c", script, url()).split("\\s+");

        assertThat(said).startsWith("SUCCEEDED", "True", "live.reset", "True").endsWith("404");
        awaitState(said[4], "CANCELLED");
        get(said[4]).then().body("error", equalTo("enough"));
    }

    @Test
    void pythonCallsAndReadsWhatIsDescribed() throws Exception {
        var code = Files.readString(Path.of("clients/python/handoff.py"));
        var api = document("/q/openapi?format=json");
        var known = new HashSet<>(properties(api));
        known.addAll(properties(document("/api/live/asyncapi")));

        var called = matches("\"(/api/[^\"?]*)", code).map(path -> path.replaceAll("\\{[^}]*}", "{id}"));
        assertThat(called)
                .hasSizeGreaterThan(3)
                .allSatisfy(
                        path -> assertThat(api.path("paths").has(path)).as(path).isTrue());
        assertThat(matches("(?:\\[|get\\()\"([a-z_]+)\"[])]", code))
                .hasSizeGreaterThan(8)
                .isSubsetOf(known);
    }

    private static JsonNode document(String path) throws IOException {
        return new ObjectMapper()
                .readTree(json().accept("application/json").get(path).asString());
    }

    private static Set<String> properties(JsonNode document) {
        return document.findValues("properties").stream()
                .flatMap(properties -> properties.propertyStream().map(Map.Entry::getKey))
                .collect(Collectors.toSet());
    }

    private static Stream<String> matches(String pattern, String text) {
        return Pattern.compile(pattern).matcher(text).results().map(match -> match.group(1));
    }

    private static String node(String script) throws Exception {
        assumeTrue(isHere("node"), "there is no node here");
        var library = Path.of("clients/typescript/handoff.js").toUri();
        return run(
                "node",
                "--input-type=module",
                "--eval",
                "import {Handoff} from '" + library + "';\nconst server = new Handoff('" + url() + "');\n" + script);
    }

    private static String url() {
        return "http://localhost:" + RestAssured.port;
    }

    private static boolean isHere(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    private static String run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(Stream.concat(Stream.of("timeout", "30"), Arrays.stream(command))
                        .toList())
                .redirectErrorStream(true)
                .start();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
