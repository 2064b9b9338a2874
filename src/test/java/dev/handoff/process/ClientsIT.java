package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.Gate;
import java.io.File;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients that are generated from the server's own documents work against it, and our own has the same types. */
@Tag(Program.JAR_ALONE)
class ClientsIT extends Deployment {

    private static final Path CLIENTS = Path.of("src/test/clients");

    @TempDir
    Path folder;

    @Test
    void typescriptChecksAndRuns() throws Exception {
        Gate.require(
                installed("npm"), "npm is not on the PATH, so no client was generated for TypeScript; install Node.js");
        try (var files = Files.list(CLIENTS.resolve("typescript"))) {
            for (var file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        var server = describe();

        run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--prefer-offline");
        Files.writeString(folder.resolve("live.json"), schemas(server.get("/api/live/asyncapi")));
        Files.copy(
                Path.of("clients/typescript/handoff.d.ts"),
                Files.createDirectory(folder.resolve("library")).resolve("handoff.d.ts"));
        run("npx", "--no-install", "openapi-typescript", "openapi.json", "-o", "handoff.d.ts");
        run("npx", "--no-install", "openapi-typescript", "live.json", "-o", "live.d.ts");
        run("npx", "--no-install", "tsc");

        assertThat(run("node", "out/client.js", server.address())).isEqualTo("""
                SUCCEEDED {"text":"hello","attempt":1,"steps":[]}
                true SUCCEEDED true
                422 /problems/invalid-task /input/text
                """);
    }

    /** The generator is large, and its clients want three packages: the nightly tests bring them. */
    @Test
    void pythonRuns() throws Exception {
        var generator = System.getProperty("handoff.openapi-generator", "");
        Assumptions.assumeFalse(generator.isEmpty(), "handoff.openapi-generator names no jar of openapi-generator-cli");
        var server = describe();

        run(
                Program.java().toString(),
                "-jar",
                Path.of(generator).toAbsolutePath().toString(),
                "generate",
                "--generator-name=python",
                "--input-spec=openapi.json",
                "--output=.",
                "--package-name=handoff_client");

        var program = CLIENTS.resolve("python/client.py").toAbsolutePath();
        assertThat(run("env", "PYTHONPATH=.", "python3", program.toString(), server.address()))
                .isEqualTo("""
                SUCCEEDED True
                True SUCCEEDED True
                422 /problems/invalid-task /input/text
                """);
    }

    private Instance describe() throws Exception {
        var server = start(Map.of());
        Files.writeString(
                folder.resolve("openapi.json"),
                server.get("/q/openapi?format=json").body());
        return server;
    }

    /** The messages of an AsyncAPI document, as an OpenAPI document that has nothing but their schemas. */
    private static String schemas(HttpResponse<String> asyncApi) {
        var components = Instance.body(asyncApi).path("components");
        var document = JsonNodeFactory.instance.objectNode().put("openapi", "3.1.0");
        document.putObject("info").put("title", "live").put("version", "1");
        document.putObject("paths");
        var schemas = document.putObject("components").putObject("schemas");
        schemas.setAll((ObjectNode) components.path("schemas"));
        components
                .path("messages")
                .properties()
                .forEach(message ->
                        schemas.set(message.getKey(), message.getValue().at("/payload/schema")));
        return document.toString();
    }

    private static Optional<Path> installed(String program) {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** What it prints, of which errors are no part if it succeeds. */
    private String run(String... command) throws IOException, InterruptedException {
        var errors = folder.resolve("errors.log");
        var out = folder.resolve("out.log");
        var process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(out.toFile())
                .redirectError(errors.toFile())
                .start();
        var ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        var said = Files.readString(out, StandardCharsets.UTF_8);
        assertThat(ended && process.exitValue() == 0)
                .as("%s: %s %s", List.of(command), said, Files.readString(errors))
                .isTrue();
        return said;
    }
}
