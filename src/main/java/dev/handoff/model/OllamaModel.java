package dev.handoff.model;

import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Ollama, which runs open models, by its chat interface in OpenAI's manner. */
@Singleton
public final class OllamaModel implements LanguageModel {

    private static final Set<String> SCHEMES = Set.of("http", "https");

    private final ModelConfig.Ollama config;
    private final Chat chat;

    public OllamaModel(ModelConfig config) {
        this.config = config.ollama();
        this.chat = new Chat(
                config,
                model(),
                path -> new Transport.Opened(HttpRequest.newBuilder(address(path)), ""),
                Chat.Limit.TOKENS);
    }

    @Override
    public String name() {
        return "ollama";
    }

    @Override
    public Optional<String> missing() {
        return config.baseUrl().isPresent()
                ? Optional.empty()
                : Optional.of("set OLLAMA_BASE_URL, such as http://localhost:11434");
    }

    @Override
    public String model() {
        return config.model();
    }

    @Override
    public Reply ask(List<ChatMessage> conversation) throws TaskFailure, IOException, InterruptedException {
        return chat.ask(conversation);
    }

    private URI address(String path) throws TaskFailure {
        try {
            var address = URI.create(config.baseUrl().orElseThrow().replaceAll("/+$", "") + "/v1" + path);
            if (address.getHost() != null && SCHEMES.contains(address.getScheme())) {
                return address;
            }
        } catch (IllegalArgumentException mayQuoteAPassword) {
            // As wrong as an address without a host.
        }
        throw TaskFailure.permanent("OLLAMA_BASE_URL is no address that starts with http:// or https://");
    }
}
