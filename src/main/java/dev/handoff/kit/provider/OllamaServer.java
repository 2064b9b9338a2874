package dev.handoff.kit.provider;

import dev.handoff.kit.net.WebRequests;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.util.Optional;

/** A server of Ollama, which runs open models on a machine of one's own. It knows no credentials. */
public final class OllamaServer {

    private final Optional<String> baseUrl;

    /** @param baseUrl such as {@code http://localhost:11434}; empty while there is none */
    public OllamaServer(Optional<String> baseUrl) {
        this.baseUrl = baseUrl;
    }

    /** What has to be done before it can be asked; empty as soon as there is an address. */
    public Optional<String> missing() {
        return baseUrl.isPresent()
                ? Optional.empty()
                : Optional.of("set OLLAMA_BASE_URL, such as http://localhost:11434");
    }

    /**
     * Begins a request.
     *
     * @param path with a slash before it
     * @throws TaskFailure permanent if the address can't be used
     * @throws IOException if a later attempt may find the server
     */
    public HttpRequest.Builder request(String path) throws TaskFailure, IOException {
        try {
            return WebRequests.to(baseUrl.orElseThrow().replaceAll("/+$", "") + path);
        } catch (IllegalArgumentException unusable) {
            throw TaskFailure.permanent("OLLAMA_BASE_URL " + unusable.getMessage());
        }
    }
}
