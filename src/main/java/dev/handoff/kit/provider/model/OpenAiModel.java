package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.OpenAiServer;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** OpenAI, or any server that has its chat interface, in the cloud or in one's own rack. */
@Singleton
public final class OpenAiModel implements LanguageModel {

    private final String model;
    private final OpenAiServer server;
    private final Chat chat;

    public OpenAiModel(ModelConfig config) {
        this.model = config.openai().model();
        this.server =
                new OpenAiServer(config.openai().baseUrl(), config.openai().apiKey());
        this.chat = new Chat(
                config,
                model,
                path -> new Transport.Opened(server.request(path), server.secret()),
                Chat.Limit.COMPLETION_TOKENS);
    }

    @Override
    public String name() {
        return "openai";
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
    public Reply ask(List<ChatMessage> conversation) throws TaskFailure, IOException, InterruptedException {
        return chat.ask(conversation);
    }
}
