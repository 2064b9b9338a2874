package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is different at Ollama and at Vertex AI. */
class OtherModelsTest {

    private static final List<ChatMessage> HELLO = List.of(UserMessage.from("hello"));
    private static final String TOKEN = "ya29.very-secret";

    private Answer answer = Answers.says("{}");
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void ollamaIsAskedWithoutKeyAndByTheOlderNameOfTheLimit() throws Exception {
        ollama(server.address() + "/").ask(HELLO, 1000);

        var request = server.requests.getLast();
        assertThat(request.path()).isEqualTo("/v1/chat/completions");
        assertThat(request.headers()).doesNotContainKey("Authorization");
        var asked = new ObjectMapper().readTree(request.body());
        assertThat(asked.path("model").asText()).isEqualTo("gemma3");
        assertThat(asked.path("max_tokens").asInt()).isEqualTo(1000);
        assertThat(asked.has("max_completion_tokens")).isFalse();
    }

    @Test
    void ollamasAddressIsNotQuotedWhenItIsNone() {
        for (var wrong : List.of("localhost:11434", "http://", "http://me:secret@ho st", "http://a/%zz")) {
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> ollama(wrong).ask(HELLO, 1000))
                    .withMessage("OLLAMA_BASE_URL is no address that starts with http:// or https://")
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        }
    }

    @Test
    void vertexIsAskedInTheNameOfTheAccount() throws Exception {
        vertex().ask(HELLO, 1000);

        var request = server.requests.getLast();
        assertThat(request.path()).isEqualTo("/v1/projects/p/locations/eu/endpoints/openapi/chat/completions");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + TOKEN);
        assertThat(new ObjectMapper().readTree(request.body()).path("model").asText())
                .isEqualTo("google/gemini-2.5-flash");
    }

    @Test
    void googlesTokenIsInNoMessage() {
        answer = Answer.json(403, "{\"error\": {\"message\": \"denied to " + TOKEN + "\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> vertex().ask(HELLO, 1000))
                .withMessage("the language model answered 403: denied to ***");
    }

    private static OllamaModel ollama(String address) {
        return new OllamaModel(Settings.of(ModelConfig.class, Map.of("OLLAMA_BASE_URL", address)));
    }

    private VertexModel vertex() {
        var settings = Map.of(
                "GOOGLE_CLOUD_PROJECT", "p",
                "GOOGLE_MODEL_LOCATION", "eu",
                "handoff.model.vertex.base-url", server.address());
        var login = new GoogleLogin(() -> GoogleCredentials.create(new AccessToken(TOKEN, new Date(Long.MAX_VALUE))));
        return new VertexModel(Settings.of(ModelConfig.class, settings), login);
    }
}
