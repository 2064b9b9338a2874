package dev.handoff.edge.live;

import static dev.handoff.edge.http.Calls.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.handoff.Settings;
import dev.handoff.kit.provider.speech.Sounds;
import dev.handoff.kit.provider.speech.Wav;
import dev.handoff.kit.provider.speech.moonshine.ModelPull;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A browser that records sends what it has over its WebSocket, and hears of the evaluation there. */
@QuarkusTest
class SpeakingSocketTest {

    @BeforeAll
    static void pullTheModel() throws Exception {
        new ModelPull(Settings.of(MoonshineConfig.class).folder()).pull(System.out::println);
    }

    @Test
    void recordingIsSubmittedAndItsEvaluationFollowed() throws Exception {
        var chunk = Base64.getEncoder()
                .encodeToString(Wav.of(new Sounds().silence(1).samples()));
        try (var socket = Socket.open()) {
            socket.send("""
                    {"op": "submit", "ref": "1", "task": {"type": "process_speak_audio", "input":
                        {"resource_id": "r-%s", "content": "Good day", "user_name": "ann", "audio_chunks": ["%s"]}}}
                    """.formatted(UUID.randomUUID(), chunk));

            var task = socket.answer().at("/ticket/task_id").asText();
            assertThat(socket.untilType("task.succeeded")).isNotEmpty();
            get(task).then().body("result.comparison.missing", equalTo(2));
        }
    }
}
