package dev.handoff.kit.provider.embedding.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.ServerEmbedderContract;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpenAiEmbedderTest extends ServerEmbedderContract {

    private static final String KEY = "sk-very-secret";

    @Override
    protected Embedder embedder(String address, int dimensions, Duration timeout) {
        var settings = Map.of(
                "OPENAI_BASE_URL",
                address + "/v1/",
                "OPENAI_API_KEY",
                KEY,
                "handoff.embedding.openai.dimensions",
                "" + dimensions);
        var patience = Map.of("handoff.embedding.timeout", timeout.toString());
        return new OpenAiEmbedder(
                Settings.of(OpenAiEmbedderConfig.class, settings), Settings.of(EmbeddingConfig.class, patience));
    }

    @Override
    protected String body(List<String> vectors) {
        return IntStream.range(0, vectors.size())
                .mapToObj(i ->
                        "{\"object\": \"embedding\", \"index\": %d, \"embedding\": %s}".formatted(i, vectors.get(i)))
                .collect(Collectors.joining(", ", "{\"object\": \"list\", \"data\": [", "], \"model\": \"m\"}"));
    }

    @Test
    void asksForAllVectorsAtOnce() throws Exception {
        embed();

        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/embeddings");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(asked()).isEqualTo(new ObjectMapper().readTree("""
                {"model": "text-embedding-3-small", "input": ["one", "two"]}"""));
    }

    @Test
    void vectorsGoToTheTextsThatTheyNameByIndex() throws Exception {
        answer = indexed(1, 0);

        assertThat(embed().get(0)).containsExactly(0, 1);
        assertThat(embed().get(1)).containsExactly(1, 0);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "0,2", "-1,0", "1,2"})
    void indexesThatLeaveATextOutAreLeftToALaterAttempt(int first, int second) {
        answer = indexed(first, second);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::embed)
                .withMessageContaining("answered with a vector for text");
    }

    @Test
    void keepsTheKeyToItself() {
        answer = Answer.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::embed)
                .withMessage("the embedding service answered 401: Incorrect API key provided: ***");
    }

    @Test
    void isReadyWithAnAddressOrAKey() {
        var embedding = Settings.of(EmbeddingConfig.class);

        assertThat(new OpenAiEmbedder(Settings.of(OpenAiEmbedderConfig.class), embedding).missing())
                .isPresent();
        assertThat(embedder(server.address(), 2, PATIENT).missing()).isEmpty();
    }

    private static Answer indexed(int first, int second) {
        return Answer.json(200, """
                {"data": [{"index": %d, "embedding": [1, 0]}, {"index": %d, "embedding": [0, 1]}]}""".formatted(first, second));
    }
}
