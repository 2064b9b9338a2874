package dev.handoff.kit.provider;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;

/** A server that has OpenAI's API, in the cloud or in one's own rack. */
public final class OpenAiServer {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String OFFICIAL = "https://api.openai.com/v1";

    private final Optional<String> baseUrl;
    private final Optional<String> apiKey;

    /**
     * @param baseUrl where the API starts, with its version; empty for OpenAI's own
     * @param apiKey servers of one's own may do without
     */
    public OpenAiServer(Optional<String> baseUrl, Optional<String> apiKey) {
        this.baseUrl = baseUrl;
        this.apiKey = apiKey;
    }

    /** What has to be done before it can be asked; empty as soon as one of address and key is given. */
    public Optional<String> missing() {
        return baseUrl.or(() -> apiKey).isPresent()
                ? Optional.empty()
                : Optional.of("set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of your own");
    }

    /**
     * Begins a request. Pass {@link #secret} along, so that no error shows it.
     *
     * @param path below the API's start, with a slash before it
     * @throws TaskFailure permanent if address or key can't be used
     * @throws IOException if a later attempt may find the server
     */
    public HttpRequest.Builder request(String path) throws TaskFailure, IOException {
        var request = builder(path);
        try {
            apiKey.ifPresent(key -> request.header("Authorization", "Bearer " + key));
            return request;
        } catch (IllegalArgumentException quotesTheKey) {
            throw TaskFailure.permanent("OPENAI_API_KEY has characters that no header may have, such as a line's end");
        }
    }

    /**
     * Begins a request with JSON.
     *
     * @param path as for {@link #request}
     * @throws TaskFailure permanent if address or key can't be used
     */
    public HttpRequest.Builder post(String path, Map<String, ?> body) throws TaskFailure, IOException {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
    }

    /** What no message may show; empty if there is no key. */
    public String secret() {
        return apiKey.orElse("");
    }

    private HttpRequest.Builder builder(String path) throws TaskFailure, IOException {
        try {
            return WebRequests.to(baseUrl.orElse(OFFICIAL).replaceAll("/+$", "") + path);
        } catch (IllegalArgumentException unusable) {
            throw TaskFailure.permanent("OPENAI_BASE_URL " + unusable.getMessage());
        }
    }
}
