package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer.Answer;
import java.util.List;
import java.util.Map;

/** What servers with OpenAI's chat interface answer. */
public final class Answers {

    private static final ObjectMapper JSON = new ObjectMapper();

    private Answers() {}

    /** Says this, for 100 tokens in and 10 out. */
    public static Answer says(String text) {
        return says(text, "stop");
    }

    public static Answer says(String text, String finishReason) {
        return choices(List.of(Map.of(
                "index", 0, "message", Map.of("role", "assistant", "content", text), "finish_reason", finishReason)));
    }

    public static Answer refuses(String refusal) {
        return choices(List.of(Map.of(
                "index", 0, "message", Map.of("role", "assistant", "refusal", refusal), "finish_reason", "stop")));
    }

    public static Answer choices(List<?> choices) {
        try {
            return Answer.json(
                    200,
                    JSON.writeValueAsString(Map.of(
                            "id",
                            "chatcmpl-1",
                            "model",
                            "gpt-4.1-mini-2025-04-14",
                            "choices",
                            choices,
                            "usage",
                            Map.of("prompt_tokens", 100, "completion_tokens", 10, "total_tokens", 110))));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
