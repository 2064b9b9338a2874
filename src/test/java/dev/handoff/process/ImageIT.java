package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.database.embedded.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The image that jib has made without a base, as a tar: what is in it, and that it runs. */
class ImageIT {

    private static final Path IMAGE = Path.of(System.getProperty("handoff.image"));

    /** Nothing can be written but below /tmp, and nothing is there but the image and this machine's libraries. */
    private static final String IN_THE_IMAGE = """
            mount --bind "$1" "$1"
            for folder in lib lib64 dev proc; do mkdir -p "$1/$folder"; mount --bind "/$folder" "$1/$folder"; done
            mkdir -p "$1/tmp"
            mount -t tmpfs -o mode=1777,exec tmpfs "$1/tmp"
            mount -o remount,bind,ro "$1"
            exec chroot --userspec=1001:0 --groups= "$@"
            """;

    @TempDir
    private Path folder;

    @Test
    void runsTheServerAsNobodyInParticular() throws Exception {
        var config = config();

        assertThat(config.at("/User").asText()).isEqualTo("1001");
        assertThat(config.at("/Entrypoint/0").asText())
                .startsWith("/opt/handoff/handoff-")
                .endsWith("-runner");
        assertThat(config.at("/Cmd/0").asText()).isEqualTo("serve");
        assertThat(config.at("/Env"))
                .extracting(JsonNode::asText)
                .contains("APP_ENV=production", "HANDOFF_DATA=/var/handoff")
                .noneMatch(variable -> variable.matches(".*(KEY|PASSWORD|SECRET|TOKEN|AUTH|URL)=.*"));
    }

    @Test
    void holdsTheProgramAndItsModelsAlone() throws Exception {
        assertThat(entries().stream().filter(TarArchiveEntry::isFile))
                .extracting(TarArchiveEntry::getName)
                .allMatch(name -> name.matches("opt/handoff/(handoff-[^/]*-runner|models/moonshine-tiny/[a-zA-Z_.]+)")
                        || name.equals("var/handoff/storage/README"));
    }

    @Test
    void canNotChangeItself() throws Exception {
        for (var entry : entries()) {
            assertThat(List.of(entry.getLongUserId(), entry.getLongGroupId()))
                    .as(entry.getName())
                    .containsOnly(0L);
            int writable = entry.getName().startsWith("var/handoff/") && entry.isDirectory() ? 0775 : 0755;
            assertThat(entry.getMode() & 0777 & ~writable).as(entry.getName()).isZero();
        }
    }

    @Test
    void servesWhereNothingCanBeWritten() throws Exception {
        assumeTrue(maySetUpMounts(), "needs a user who may set up mounts");
        var database = TestDatabase.fresh();
        int port = Instance.freePort();
        var settings = Map.of(
                "APP_ENV", "production",
                "HANDOFF_DATA", "/var/handoff",
                "DATABASE_URL", database.full(),
                "HANDOFF_API_KEY", "0123456789abcdef",
                "TASKS_AUTH", "fedcba9876543210",
                "PORT", String.valueOf(port));
        assertThat(inTheImage(settings, "migrate").waitFor())
                .as("migrate, see " + log())
                .isZero();

        var server = inTheImage(settings, "serve");
        try {
            await("ready, see " + log())
                    .atMost(Duration.ofMinutes(1))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .until(() -> post(port) == 200);
        } finally {
            server.destroyForcibly().waitFor();
            TestDatabase.drop(database);
        }
    }

    private static int post(int port) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/tasks/process-message"))
                .header("X-Tasks-Auth", "fedcba9876543210")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"text\": \"hello\"}"))
                .build();
        return HttpClient.newHttpClient()
                .send(request, BodyHandlers.discarding())
                .statusCode();
    }

    private Process inTheImage(Map<String, String> settings, String command) throws IOException, InterruptedException {
        var root = Files.createDirectory(folder.resolve(command));
        for (var layer : manifest().at("/Layers")) {
            unpack(folder, IMAGE, layer.asText());
            unpack(root, folder.resolve(layer.asText()));
        }
        var program = config().at("/Entrypoint/0").asText();
        var process = new ProcessBuilder(
                "unshare", "--mount", "sh", "-euc", IN_THE_IMAGE, "sh", root.toString(), program, command);
        process.environment().clear();
        process.environment().put("PATH", "/usr/sbin:/usr/bin:/sbin:/bin");
        process.environment().putAll(settings);
        return process.redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
    }

    private static Path log() {
        return IMAGE.resolveSibling("image.log");
    }

    private static boolean maySetUpMounts() throws IOException, InterruptedException {
        return new ProcessBuilder("unshare", "--mount", "true").start().waitFor() == 0;
    }

    private static void unpack(Path into, Path archive, String... names) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("tar", "-xf", archive.toString(), "-C", into.toString()));
        command.addAll(List.of(names));
        assertThat(new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor())
                .isZero();
    }

    private static JsonNode config() throws IOException {
        return json(manifest().at("/Config").asText()).at("/config");
    }

    private static JsonNode manifest() throws IOException {
        return json("manifest.json").get(0);
    }

    private static JsonNode json(String name) throws IOException {
        try (var tar = find(name)) {
            return new ObjectMapper().readTree(tar.readAllBytes());
        }
    }

    private static List<TarArchiveEntry> entries() throws IOException {
        var entries = new ArrayList<TarArchiveEntry>();
        for (var name : manifest().at("/Layers")) {
            try (var layer = new TarArchiveInputStream(new GZIPInputStream(find(name.asText())))) {
                for (var entry = layer.getNextEntry(); entry != null; entry = layer.getNextEntry()) {
                    entries.add(entry);
                }
            }
        }
        return entries;
    }

    private static TarArchiveInputStream find(String name) throws IOException {
        var tar = new TarArchiveInputStream(Files.newInputStream(IMAGE));
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
            if (entry.getName().equals(name)) {
                return tar;
            }
        }
        throw new IOException("no " + name + " in " + IMAGE);
    }
}
