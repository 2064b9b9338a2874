package dev.handoff.kit.provider.embedding.ollama;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.provider.OllamaServer;
import dev.handoff.kit.provider.UnreadableAnswer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.kit.provider.embedding.EmbeddingConfig;
import dev.handoff.kit.provider.embedding.Vectors;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Asks for all vectors at once. They come in the order of the texts. */
@Singleton
public final class OllamaEmbedder implements Embedder {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final OllamaConfig config;
    private final OllamaServer server;
    private final WebService service;

    public OllamaEmbedder(OllamaConfig config, EmbeddingConfig embedding) {
        this.config = config;
        this.server = new OllamaServer(config.baseUrl());
        this.service = new WebService("Ollama", embedding.timeout());
    }

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public Optional<String> missing() {
        return server.missing();
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
        // Longer texts are cut off by the server, as by the other providers, instead of refused with all the rest.
        var body = Map.of("model", config.model(), "input", texts, "truncate", true);
        var request = server.request("/api/embed")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        var found = service.ask(request, "", Vectors.MAX_BYTES).path("embeddings");
        if (found.size() != texts.size()) {
            throw new UnreadableAnswer(
                    "Ollama answered with " + found.size() + " vectors for " + texts.size() + " texts");
        }
        var vectors = new ArrayList<float[]>(texts.size());
        for (var numbers : found) {
            vectors.add(Vectors.read(numbers, config.dimensions(), "handoff.embedding.ollama.dimensions"));
        }
        return vectors;
    }
}
