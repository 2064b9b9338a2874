package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.OllamaServer;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Ollama, which runs open models, by its chat interface in OpenAI's manner. */
@Singleton
public final class OllamaModel implements LanguageModel {

    private final String model;
    private final OllamaServer server;
    private final Chat chat;

    public OllamaModel(ModelConfig config) {
        this.model = config.ollama().model();
        this.server = new OllamaServer(config.ollama().baseUrl());
        this.chat = new Chat(
                config, model, path -> new Transport.Opened(server.request("/v1" + path), ""), Dialect.Limit.TOKENS);
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
        return model;
    }

    @Override
    public Reply ask(List<ChatMessage> conversation, int limit) throws TaskFailure, IOException, InterruptedException {
        return chat.ask(conversation, limit);
    }
}
