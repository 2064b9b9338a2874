package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.OpenAiProvider;
import dev.handoff.kit.provider.OpenAiServer;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;

/** OpenAI, or any server that has its chat interface, in the cloud or in one's own rack. */
@Singleton
public final class OpenAiModel implements LanguageModel, OpenAiProvider {

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
                Dialect.Limit.COMPLETION_TOKENS);
    }

    @Override
    public OpenAiServer server() {
        return server;
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
