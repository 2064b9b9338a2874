package dev.handoff.kit.provider.embedding.ollama;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.Settings;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.ServerEmbedderContract;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OllamaEmbedderTest extends ServerEmbedderContract {

    @Override
    protected Embedder embedder(String address, int dimensions, Duration timeout) {
        var settings = Map.of("OLLAMA_BASE_URL", address + "/", "handoff.embedding.ollama.dimensions", "" + dimensions);
        var patience = Map.of("handoff.embedding.timeout", timeout.toString());
        return new OllamaEmbedder(
                Settings.of(OllamaConfig.class, settings), Settings.of(EmbeddingConfig.class, patience));
    }

    @Override
    protected String body(List<String> vectors) {
        return "{\"model\": \"m\", \"embeddings\": [" + String.join(", ", vectors) + "], \"total_duration\": 1}";
    }

    @Test
    void asksForAllVectorsAtOnce() throws Exception {
        embed();

        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /api/embed");
        assertThat(asked()).isEqualTo(new ObjectMapper().readTree("""
                {"model": "nomic-embed-text", "input": ["one", "two"], "truncate": true}"""));
    }

    @Test
    void isReadyWithAnAddress() {
        var nowhere = new OllamaEmbedder(Settings.of(OllamaConfig.class), Settings.of(EmbeddingConfig.class));

        assertThat(nowhere.missing()).contains("set OLLAMA_BASE_URL, such as http://localhost:11434");
        assertThat(embedder(server.address(), 2, PATIENT).missing()).isEmpty();
    }
}
