package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.media.Heard;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Episodes by the packaged application, on one process or two, and when a process is killed over them. */
@Timeout(300)
class EpisodeIT extends Deployment {

    /** Each at a moment of its own; more of them are for the night. */
    private static final int KILLS = Integer.getInteger("handoff.kills", 1);

    @TempDir
    Path storage;

    @BeforeEach
    void record() throws Exception {
        Recordings.repeat(Path.of("samples", "sense-and-sensibility.wav"), 12, storage.resolve("long.wav"));
        Files.copy(Path.of("samples", "jingle.mp3"), storage.resolve("jingle.mp3"));
        settings.putAll(Map.of("HANDOFF_STORAGE", storage.toString(), "HANDOFF_ASSEMBLE_PIECE", "6s"));
    }

    @Test
    void commandLineMakesTheSampleEpisode() throws Exception {
        var environment = new HashMap<>(settings);
        environment.put("DATABASE_URL", database.full());

        var ended = Program.run(environment, "run", "assemble", "--json", "--input", "@samples/episode.json");

        assertThat(ended.code()).as(ended.err()).isZero();
        var episode = new ObjectMapper().readTree(ended.out()).path("episode");
        var file = storage.resolve(episode.path("filename").asText());
        assertThat(Heard.loudness(file)).isCloseTo(-16, offset(1.0));
        assertThat(Heard.of(file).seconds()).isCloseTo(episode.path("duration").asDouble(), offset(0.05));
        assertThat(episode.path("chapters")).hasSize(3);
        assertThat(storage.resolve(episode.path("waveform").asText())).exists();
    }

    @Test
    void killedServerEndsInTheSameBytes() throws Exception {
        var server = start(Map.of());
        long begun = System.nanoTime();
        var expected = Files.readAllBytes(episode(server, submit(server, "undisturbed")));
        long took = Duration.ofNanos(System.nanoTime() - begun).toMillis();
        for (int i = 0; i < KILLS; i++) {
            var task = submit(server, "killed-" + i);
            long moment = new Random().nextLong(took);
            await().timeout(Duration.ofMillis(moment).plusSeconds(1))
                    .pollDelay(Duration.ofMillis(moment))
                    .until(() -> true);

            server.kill();
            server = start(Map.of());

            assertThat(episode(server, task)).as("killed after %s ms", moment).hasBinaryContent(expected);
        }
        // Or else nobody was killed over anything.
        assertThat(tasks("attempt > 1")).isPositive();
    }

    @Test
    void piecesAreCleanedOnBothInstances() throws Exception {
        settings.put("HANDOFF_ROUTES", "light:rabbitmq,heavy:rabbitmq");
        var broker = broker();
        var first = start(broker.variables());
        var second = start(broker.variables());

        episode(second, submit(first, "shared"));

        assertThat(count("(SELECT DISTINCT worker FROM task WHERE type = 'process-chunk') AS workers"))
                .isEqualTo(2);
        assertThat(tasks("route <> 'rabbitmq'")).isZero();
    }

    @Test
    void workerOfDevelopmentAssemblesWhatTheServerTakesIn() throws Exception {
        var worker = start(Map.of());
        settings.putAll(Map.of(
                "USE_WORKER_IN_DEV", "true", "WORKER_URL_BASE", worker.address(), "HANDOFF_SERVE", "transcribe"));
        var server = start(Map.of());

        var task = submit(server, "worked");

        assertThat(server.task(task).path("route").asText()).isEqualTo("worker");
        assertThat(episode(server, task)).exists();
        assertThat(count("(SELECT DISTINCT worker FROM task) AS workers")).isEqualTo(1);
    }

    private static String submit(Instance server, String id) {
        return server.submit("assemble", """
                {"episode_id": "%s", "main_content_filename": "long.wav", "template": {"segments": [
                 {"type": "clip", "filename": "jingle.mp3"}, {"type": "main", "crossfade": 1}]}}""".formatted(id));
    }

    /** The file, once it is there. */
    private Path episode(Instance server, String task) {
        within(60).until(() -> server.stateOf(task).equals("SUCCEEDED"));
        var group = server.task(task).path("groups").path(0).asText();
        within(120).until(() -> group(server, group).path("state").asText().equals("COMPLETED"));
        var completion = group(server, group).path("completion_task").asText();
        within(120).until(() -> server.stateOf(completion).equals("SUCCEEDED"));
        return storage.resolve(
                server.task(completion).at("/result/episode/filename").asText());
    }

    private static JsonNode group(Instance server, String id) {
        return Instance.body(server.get("/api/groups/" + id));
    }
}
