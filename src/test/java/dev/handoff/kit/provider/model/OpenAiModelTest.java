package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.RawServer;
import dev.handoff.Settings;
import dev.handoff.kit.provider.model.LanguageModel.Reply;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenAiModelTest {

    private static final String KEY = "sk-very-secret";

    private Answer answer = Answers.says("{}");
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForJsonWithinTheLimits() throws Exception {
        var reply = model(Map.of("handoff.model.temperature", "0.5"))
                .ask(List.of(SystemMessage.from("Be brief."), UserMessage.from("Hello “you”")), 70);

        assertThat(reply).isEqualTo(new Reply("{}", false, 100, 10));
        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/chat/completions");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(asked()).isEqualTo(new ObjectMapper().readTree("""
                {"model": "gpt-4.1-mini", "temperature": 0.5, "max_completion_tokens": 70, "stream": false,
                 "response_format": {"type": "json_object"},
                 "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hello “you”"}]}"""));
    }

    @Test
    void sendsImagesAlong() throws Exception {
        model(Map.of()).ask(List.of(UserMessage.from(ImageContent.from("QUJD", "image/png"))), 1000);

        assertThat(asked().at("/messages/0/content/0/image_url/url").asText()).isEqualTo("data:image/png;base64,QUJD");
        assertThat(asked().has("temperature")).isFalse();
    }

    @Test
    void comesBackWhenTheServerWantsItTo() {
        answer = new Answer(429, Map.of("Retry-After", "17"), "slow down".getBytes());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .withMessage("the language model answered 429: slow down")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17)));
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void givesUpWhatIsRefusedAndKeepsTheKeyToItself() {
        answer = Answer.json(401, "{\"error\": {\"message\": \"Incorrect API key provided: " + KEY + "\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .withMessage("the language model answered 401: Incorrect API key provided: ***")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void mayTryAgainWhenTheServerFails() {
        answer = Answer.json(503, "{}");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::ask)
                .withMessageContaining("the language model answered 503");
        assertThat(server.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html>Welcome</html>",
                "{\"choices\": [",
                "{\"choices\": 7}",
                "{\"choices\": []}",
                "{\"choices\": [7]}",
                "[]"
            })
    void givesUpWhatCannotBeReadSinceTheNextAnswerCostsToo(String unreadable) {
        answer = Answer.json(200, unreadable);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .withMessageStartingWith("the language model answered with what ")
                .withMessageEndingWith(unreadable.replace(": ", unreadable.endsWith("}") ? ":" : ": "))
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void mayTryAgainWhenTheAnswerBreaksOff() throws Exception {
        try (var half = RawServer.thatHangsUp("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"choices\":")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() ->
                            model(Map.of("OPENAI_BASE_URL", half.address())).ask(hello(), 1000))
                    .withMessageContaining("no whole answer from the language model");
        }
    }

    @Test
    void doesNotWaitForEver() throws Exception {
        try (var silent = RawServer.thatFallsSilent("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> model(Map.of("OPENAI_BASE_URL", silent.address(), "handoff.model.timeout", "1s"))
                            .ask(hello(), 1000))
                    .withMessage("the language model took longer than 1 s");
        }
    }

    @Test
    void refusalsAreFinal() {
        answer = Answers.refuses("I can't help with that.");
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .withMessage("the language model refuses: I can't help with that.")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());

        answer = Answers.says("", "content_filter");
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .withMessageContaining("content filter")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void tellsThatAnAnswerWasCutOffAndDoesWithoutCounts() throws Exception {
        answer = Answer.json(
                200,
                "{\"choices\":[{\"message\":{\"role\":\"assistant\",\"content\":\"{\"},\"finish_reason\":\"length\"}]}");

        assertThat(ask()).isEqualTo(new Reply("{", true, 0, 0));
    }

    private Reply ask() throws Exception {
        return model(Map.of()).ask(hello(), 1000);
    }

    private static List<dev.langchain4j.data.message.ChatMessage> hello() {
        return List.of(UserMessage.from("hello"));
    }

    private JsonNode asked() throws IOException {
        return new ObjectMapper().readTree(server.requests.getLast().body());
    }

    private OpenAiModel model(Map<String, String> settings) {
        var all = new HashMap<>(Map.of("OPENAI_BASE_URL", server.address() + "/v1/", "OPENAI_API_KEY", KEY));
        all.putAll(settings);
        return new OpenAiModel(Settings.of(ModelConfig.class, all));
    }
}
