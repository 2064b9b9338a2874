package dev.handoff.domain.speaking;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.provider.speech.Sounds;
import dev.handoff.kit.provider.speech.Wav;
import dev.handoff.kit.provider.speech.moonshine.ModelPull;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import dev.handoff.kit.storage.Storage;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** With the real speech model, on a real recording. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ProcessSpeakAudioTest {

    private static final String SAID = "Unless to be rather cold-hearted and rather selfish is to be ill-disposed.";

    @Inject
    Storage storage;

    @Inject
    ObjectMapper json;

    @BeforeAll
    static void pullTheModel() throws Exception {
        new ModelPull(Settings.of(MoonshineConfig.class).folder()).pull(System.out::println);
    }

    private final String id = "r-" + UUID.randomUUID();

    @Test
    void recordingIsComparedWithTheTextAndTheResourceRated() throws Exception {
        var file = storage.store(Path.of("samples/sense-and-sensibility.wav"));

        var task = submit(List.of(file), SAID);
        awaitState(task, "SUCCEEDED");

        get(task)
                .then()
                .body("result.comparison.right", greaterThan(10))
                .body("result.comparison.words[0].outcome", equalTo("right"))
                .body("result.delivery.words_per_minute", greaterThan(100f))
                .body("result.score", greaterThan(0.7f));
        json().get("/api/resources/" + id)
                .then()
                .body("resource.status.state", equalTo("EVALUATED"))
                .body("resource.status.task_id", equalTo(task));
        String rating = json().get("/api/tasks/" + task + "/relatives").path("follow_ups[0].task_id");
        awaitState(rating, "SUCCEEDED");
        json().get("/api/resources/" + id).then().body("resource.rating.evaluations", equalTo(1));
        json().get("/api/resources/" + id + "/evaluations")
                .then()
                .body("evaluations[0].user_name", equalTo("ann"))
                .body("evaluations[0].details.said", containsString("selfish"));
    }

    @Test
    void soundThatIsTooLargeForARowIsPutAway() throws Exception {
        var wav = Files.readAllBytes(Path.of("samples/sense-and-sensibility.wav"));
        var chunks = new ArrayList<String>();
        for (int from = 0; from < wav.length; from += 60_000) {
            chunks.add(Base64.getEncoder()
                    .encodeToString(Arrays.copyOfRange(wav, from, Math.min(wav.length, from + 60_000))));
        }

        var task = submit(chunks, SAID);

        get(task)
                .then()
                .body("input.audio_chunks", hasSize(3))
                .body("input.audio_chunks[0]", containsString("/chunk-"))
                .body("input.session_id", startsWith("once-"));
        awaitState(task, "SUCCEEDED");
        get(task).then().body("result.score", greaterThan(0.7f));
    }

    @Test
    void shortSoundStaysInTheRow() throws Exception {
        var chunk = Base64.getEncoder()
                .encodeToString(Wav.of(new Sounds().silence(1).samples()));

        var task = submit(List.of("data:audio/wav;base64," + chunk), "Good day");
        awaitState(task, "SUCCEEDED");

        get(task)
                .then()
                .body("input.session_id", nullValue())
                .body("result.said", equalTo(""))
                .body("result.score", equalTo(0.0f))
                .body("result.comparison.missing", equalTo(2));
    }

    @Test
    void failureLeavesTheResourceAsFailed() throws Exception {
        var task = submit(List.of("nowhere/talk.wav"), "Good day");
        awaitState(task, "DEAD");

        json().get("/api/resources/" + id)
                .then()
                .body("resource.status.state", equalTo("FAILED"))
                .body("resource.status.error", containsString("nowhere/talk.wav"));
    }

    @Test
    void chunkThatIsNeitherAFileNorBase64IsRefused() throws Exception {
        json(body(List.of("a.wav", "n:n$e"), "x"))
                .post("/api/tasks")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/input/audio_chunks/1"));
        json(body(List.of("../a.wav"), "x"))
                .post("/api/tasks")
                .then()
                .statusCode(422)
                .body("errors.field", hasItem("/input/audio_chunks/0"));
        assertThat(json().get("/api/resources/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void resourceThatIsNotThereIsToldWithTheRemedy() throws Exception {
        var task = submit(List.of("a.wav"), null);
        awaitState(task, "DEAD");

        get(task).then().body("error", containsString("POST /api/resources"));
    }

    private String submit(List<String> chunks, String content) throws Exception {
        return submitBody(body(chunks, content));
    }

    private String body(List<String> chunks, String content) throws Exception {
        var input = new java.util.HashMap<String, Object>(
                Map.of("resource_id", id, "audio_chunks", chunks, "user_name", "ann"));
        if (content != null) {
            input.put("content", content);
        }
        return json.writeValueAsString(Map.of("type", "process_speak_audio", "input", input));
    }
}
