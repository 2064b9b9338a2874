package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.UnreadableAnswer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.http.client.HttpRequest;
import dev.langchain4j.http.client.SuccessfulHttpResponse;
import dev.langchain4j.http.client.sse.ServerSentEventListener;
import dev.langchain4j.http.client.sse.ServerSentEventParser;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;

/** Brings LangChain4j's requests to a server the way in which every other service is asked. */
final class Transport implements HttpClient, HttpClientBuilder {

    private final WebService service;
    private final Door door;

    Transport(WebService service, Door door) {
        this.service = service;
        this.door = door;
    }

    /** Where requests go, and in whose name. */
    interface Door {

        /**
         * Begins a request.
         *
         * @param path below the API's start, with a slash before it
         */
        Opened open(String path) throws TaskFailure, IOException;
    }

    /** @param secret is kept out of all messages */
    record Opened(java.net.http.HttpRequest.Builder request, String secret) {}

    /** Carries what went wrong through LangChain4j, which knows other exceptions. */
    static final class Failed extends RuntimeException {
        Failed(Exception cause) {
            super(cause);
        }
    }

    @Override
    public SuccessfulHttpResponse execute(HttpRequest asked) {
        try {
            var opened = door.open(asked.url());
            var request = opened.request()
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(asked.body()));
            return SuccessfulHttpResponse.builder()
                    .statusCode(200)
                    .body(answer(request, opened.secret()).toString())
                    .build();
        } catch (TaskFailure | IOException | InterruptedException e) {
            throw new Failed(e);
        }
    }

    /** What can't be read once is given up, because the next answer costs money as well. */
    private JsonNode answer(java.net.http.HttpRequest.Builder request, String secret)
            throws TaskFailure, IOException, InterruptedException {
        try {
            var answer = service.ask(request, secret);
            var completion = new Completion(answer);
            var error = completion.error();
            if (error.isPresent()) {
                throw service.failure(error.get(), secret);
            }
            return completion
                    .plain()
                    .orElseThrow(() -> TaskFailure.permanent("the language model answered with what can't be read: "
                            + WebService.quote(answer.toString(), secret)));
        } catch (UnreadableAnswer unreadable) {
            throw TaskFailure.permanent(unreadable.getMessage(), unreadable);
        }
    }

    @Override
    public void execute(HttpRequest asked, ServerSentEventParser parser, ServerSentEventListener listener) {
        throw new UnsupportedOperationException("answers are taken whole");
    }

    @Override
    public HttpClient build() {
        return this;
    }

    // The service has its own limits.

    @Override
    public Duration connectTimeout() {
        return null;
    }

    @Override
    public HttpClientBuilder connectTimeout(Duration timeout) {
        return this;
    }

    @Override
    public Duration readTimeout() {
        return null;
    }

    @Override
    public HttpClientBuilder readTimeout(Duration timeout) {
        return this;
    }
}
