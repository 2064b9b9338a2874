package dev.handoff.kit.provider.embedding.openai;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.OpenAiProvider;
import dev.handoff.kit.provider.OpenAiServer;
import dev.handoff.kit.provider.UnreadableAnswer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.Vectors;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Asks for all vectors at once. */
@Singleton
public final class OpenAiEmbedder implements Embedder, OpenAiProvider {

    private final OpenAiEmbedderConfig config;
    private final OpenAiServer server;
    private final WebService service;

    public OpenAiEmbedder(OpenAiEmbedderConfig config, EmbeddingConfig embedding) {
        this.config = config;
        this.server = new OpenAiServer(config.baseUrl(), config.apiKey());
        this.service = new WebService("the embedding service", embedding.timeout());
    }

    @Override
    public OpenAiServer server() {
        return server;
    }

    @Override
    public String model() {
        return config.model();
    }

    @Override
    public int dimensions() {
        return config.dimensions();
    }

    @Override
    public List<float[]> embed(List<String> texts) throws TaskFailure, IOException, InterruptedException {
        // Without encoding_format, which not every server knows; floats are what they all answer with by default.
        var body = Map.of("model", config.model(), "input", texts);
        var request = server.post("/embeddings", body);
        return vectors(service.ask(request, server.secret(), Vectors.MAX_BYTES).path("data"), texts.size());
    }

    /** Each says by its index which text it belongs to. */
    private List<float[]> vectors(JsonNode data, int count) throws TaskFailure, IOException {
        if (data.size() != count) {
            throw new UnreadableAnswer(
                    "the embedding service answered with " + data.size() + " vectors for " + count + " texts");
        }
        var vectors = new float[count][];
        for (var each : data) {
            int index = each.path("index").asInt(-1);
            if (index < 0 || index >= count || vectors[index] != null) {
                throw new UnreadableAnswer("the embedding service answered with a vector for text " + index
                        + ", of which there are " + count + " with one each");
            }
            vectors[index] =
                    Vectors.read(each.path("embedding"), config.dimensions(), "handoff.embedding.openai.dimensions");
        }
        return Arrays.asList(vectors);
    }
}
