package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.LocalServer.Request;
import dev.handoff.Settings;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that refuse a field of the request. */
class DialectTest {

    private static final Predicate<Request> NOTHING = _ -> false;

    private Predicate<Request> refused = NOTHING;
    private Answer refusal;
    private final LocalServer server = new LocalServer(request -> refused.test(request) ? refusal : Answers.says("{}"));
    private final Map<String, String> settings =
            Map.of("OPENAI_BASE_URL", server.address(), "OLLAMA_BASE_URL", server.address());
    private final LanguageModel openAi = new OpenAiModel(Settings.of(ModelConfig.class, settings));
    private final LanguageModel ollama = new OllamaModel(Settings.of(ModelConfig.class, settings));

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "400|json_object|{'error': `'response_format.type' must be 'json_schema' or 'text'`}",
                "400|json_object|{'error': {'message': 'json mode is not supported with this model'}}",
                "200|json_object|{'error': {'message': 'This response_format type is unavailable now'}}",
                "501|response_format|{'detail': 'Structured output is not implemented'}",
                "422|max_completion_tokens|{'object': 'error', 'message': {'detail': [{'type': 'extra_forbidden', 'loc': ['body', 'max_completion_tokens']}]}}",
                "400|max_completion_tokens|{'error': {'message': 'Unrecognized request argument supplied: max_completion_tokens'}}",
                "422|max_completion_tokens|{'detail': [{'msg': 'Extra inputs are not permitted'}]}",
                "400|response_format|unknown field in the request"
            })
    void asksAgainWithoutWhatIsRefusedAndRemembersIt(int status, String field, String words) throws Exception {
        refused = request -> request.text().contains(field);
        refusal = Answer.json(status, words.replace('\'', '"').replace('`', '"'));

        assertThat(ask(openAi)).isEqualTo("{}");
        assertThat(ask(openAi)).isEqualTo("{}");

        assertThat(server.requests).hasSize(3);
        assertThat(server.requests.getLast().text()).doesNotContain(field).contains("_tokens\" : 1000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "System role not supported",
                "Conversation roles must alternate user/assistant/user/assistant/...",
                "Developer instruction is not enabled: system instructions are unknown to this model"
            })
    void instructionsStandBeforeTheFirstMessageWhereTheyHaveNoRole(String words) throws Exception {
        refused = request -> request.text().contains("\"system\"");
        refusal = Answer.json(400, words);

        var conversation = List.of(
                SystemMessage.from("Be brief."),
                UserMessage.from(ImageContent.from("QUJD", "image/png")),
                AiMessage.from("No"),
                UserMessage.from("Again"));

        assertThat(openAi.ask(conversation, 1000).text()).isEqualTo("{}");
        var messages =
                new ObjectMapper().readTree(server.requests.getLast().body()).path("messages");
        assertThat(messages).hasSize(3);
        assertThat(messages.at("/0/role").asText()).isEqualTo("user");
        assertThat(messages.at("/0/content/0/text").asText()).isEqualTo("Be brief.");
        assertThat(messages.at("/0/content/1/type").asText()).isEqualTo("image_url");
    }

    @Test
    void leavesAllOutThatIsRefused() throws Exception {
        refused = request ->
                request.text().contains("response_format") || request.text().contains("max_completion_tokens");
        refusal = Answer.json(422, "[\"response_format\", \"max_completion_tokens\"]");

        assertThat(ask(openAi)).isEqualTo("{}");

        assertThat(server.requests).hasSize(2);
    }

    @Test
    void triesTheNewerNameWhereTheOlderIsRefused() throws Exception {
        refused = request -> request.text().contains("max_tokens");
        refusal = Answer.json(400, "use max_completion_tokens in place of max_tokens");

        assertThat(ask(ollama)).isEqualTo("{}");

        assertThat(server.requests.getLast().text()).contains("max_completion_tokens");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|401|max_tokens is wrong, and so is the key",
                "1|400|this image is too large",
                "2|400|max_tokens is too large, the context has 512",
                "2|400|response_format is wrong, whatever it is"
            })
    void endsWithTheRefusalIfNothingHelps(int asked, int status, String words) {
        refused = _ -> true;
        refusal = Answer.json(status, words);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> ask(openAi))
                .withMessage("the language model answered " + status + ": " + words)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        assertThat(server.requests).hasSize(asked);
    }

    private static String ask(LanguageModel model) throws Exception {
        return model.ask(List.of(UserMessage.from("hello")), 1000).text();
    }
}
