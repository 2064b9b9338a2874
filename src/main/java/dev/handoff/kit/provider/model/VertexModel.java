package dev.handoff.kit.provider.model;

import dev.handoff.kit.net.WebRequests;
import dev.handoff.kit.provider.GoogleAccount;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/** Models of Google's Vertex AI, Gemini and others, by its chat interface in OpenAI's manner. */
@Singleton
public final class VertexModel implements LanguageModel {

    private final ModelConfig.Vertex config;
    private final GoogleAccount account;
    private final Chat chat;

    public VertexModel(ModelConfig config, GoogleLogin login) {
        this.config = config.vertex();
        this.account = new GoogleAccount(login, "requests to Vertex AI");
        this.chat = new Chat(config, model(), this::open, Dialect.Limit.TOKENS);
    }

    @Override
    public String name() {
        return "vertex";
    }

    @Override
    public Optional<String> missing() {
        return config.project().isPresent() && config.location().isPresent()
                ? Optional.empty()
                : Optional.of("set GOOGLE_CLOUD_PROJECT and GOOGLE_MODEL_LOCATION, such as global");
    }

    @Override
    public String model() {
        return config.model();
    }

    @Override
    public Reply ask(List<ChatMessage> conversation, int limit) throws TaskFailure, IOException, InterruptedException {
        return chat.ask(conversation, limit);
    }

    private Transport.Opened open(String path) throws TaskFailure, IOException {
        var location = config.location().orElseThrow();
        var host = location.equals("global") ? "aiplatform.googleapis.com" : location + "-aiplatform.googleapis.com";
        var address = URI.create("%s/v1/projects/%s/locations/%s/endpoints/openapi%s"
                .formatted(
                        config.baseUrl().orElse("https://" + host),
                        config.project().orElseThrow(),
                        location,
                        path));
        var request = WebRequests.to(address.toString());
        return new Transport.Opened(request, account.sign(request, address));
    }
}
