package dev.handoff.kit.provider.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.provider.model.LanguageModel.Reply;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.UserMessage;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Forms of answers that are not OpenAI's own. */
class CompletionTest {

    private Answer answer;
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'{}'",
                "['{', '}']",
                "[{'type': 'text', 'text': '{}'}]",
                "[{'type': 'thinking', 'thinking': [{'type': 'text', 'text': 'Hm {}'}]}, {'type': 'text', 'text': '{}'}]",
                "[{'type': 'reasoning', 'text': 'Hm'}, {'type': 'output_text', 'text': '{'}, {'text': '}'}]",
                "{'type': 'text', 'text': '{}'}",
                "{}"
            })
    void contentComesInManyForms(String content) throws Exception {
        says("{'role': 'assistant', 'content': " + content + ", 'reasoning': 'Hm', 'reasoning_content': 7}", "'stop'");

        assertThat(ask()).isEqualTo(new Reply("{}", false, 9, 20));
    }

    @Test
    void whatIsSaidToAFunctionIsSaid() throws Exception {
        says("{'content': null, 'tool_calls': [{'function': {'name': 'json', 'arguments': '{}'}}]}", "'tool_calls'");

        assertThat(ask().text()).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'content': null}", "{}", "null", "{'content': [], 'reasoning': '{}'}", "{'content': 7}"})
    void thoughtsAreNoAnswer(String message) throws Exception {
        says(message, "'stop'");

        assertThat(ask()).isEqualTo(new Reply("", false, 9, 20));
    }

    @ParameterizedTest
    @CsvSource({
        "'length', true",
        "'MAX_TOKENS', true",
        "'model_length', true",
        "'stop', false",
        "'end_turn', false",
        "null, false"
    })
    void cutOffHasManyNames(String reason, boolean cutOff) throws Exception {
        says("{'content': '{}'}", reason.equals("null") ? "null" : "'" + reason + "'");

        assertThat(ask().cutOff()).isEqualTo(cutOff);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'choices': [{'message': {'content': '{}'}}], 'usage': {'prompt_tokens': '9', 'completion_tokens': 2.0}}|9",
                "{'choices': [{'message': {'content': '{}'}}], 'usage': null, 'created': 1764150060000, 'id': 7}|0",
                "{'choices': [{'message': {'content': '{}'}, 'error': null}], 'error': null, 'usage': []}|0",
                "{'choices': [{'message': {'content': '{}'}}], 'error': '', 'usage': {'prompt_tokens': -5}}|0"
            })
    void whatNobodyReadsMayBeAnything(String body, long input) throws Exception {
        answer = Answer.json(200, body.replace('\'', '"'));

        assertThat(ask().text()).isEqualTo("{}");
        assertThat(ask().inputTokens()).isEqualTo(input);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{'error': {'message': 'Model not found', 'code': 404}}|Model not found",
                "{'error': 'Model not loaded'}|Model not loaded",
                "{'error': {'message': 'No such key', 'type': 'invalid_request_error'}, 'choices': []}|No such key",
                "{'object': 'error', 'message': 'Too long', 'code': 400}|Too long",
                "{'choices': [{'error': {'code': 403, 'message': 'Flagged'}, 'message': {'content': '{'}}]}|Flagged"
            })
    void anErrorWithinAGoodAnswerIsFinal(String body, String words) {
        answer = Answer.json(200, body.replace('\'', '"'));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .withMessage("the language model answered with an error: " + words)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
        assertThat(server.requests).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'error': {'message': 'Provider returned error', 'code': 502}}",
                "{'error': {'message': 'The model is overloaded', 'code': null}}",
                "{'error': 'request timed out'}",
                "{'choices': [{'error': {'code': '500', 'message': 'Upstream'}, 'finish_reason': 'error'}]}"
            })
    void anErrorWithinAGoodAnswerMayPass(String body) {
        answer = Answer.json(200, body.replace('\'', '"'));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::ask)
                .withMessageStartingWith("the language model answered with an error: ");
    }

    @Test
    void aLimitWithinAGoodAnswerIsWaitedFor() {
        answer = Answer.json(200, "{\"error\": {\"message\": \"Rate limit exceeded\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::ask)
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    private void says(String message, String finishReason) {
        answer = Answer.json(200, """
                {'choices': [{'index': 0, 'message': %s, 'finish_reason': %s}],
                 'usage': {'prompt_tokens': 9, 'completion_tokens': 20}}""".formatted(message, finishReason).replace('\'', '"'));
    }

    private Reply ask() throws Exception {
        var config = Settings.of(ModelConfig.class, Map.of("OPENAI_BASE_URL", server.address()));
        return new OpenAiModel(config).ask(List.of(UserMessage.from("hello")), 1000);
    }
}
