package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.kit.provider.ErrorAnswer;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A server's answer to a chat. Servers differ in its form; LangChain4j reads one of the forms. */
final class Completion {

    private static final Pattern STATUS = Pattern.compile("[45]\\d\\d");
    private static final Pattern BUSY = Pattern.compile("(?i)rate.?limit|too many|quota|throttl");
    private static final Pattern BROKEN = Pattern.compile(
            "(?i)overload|unavailable|time.?out|timed.?out|try again|server.error|internal|capacity|busy|loading");
    private static final Set<String> CUT_OFF =
            Set.of("length", "max_tokens", "max_length", "max_output_tokens", "model_length", "token_limit");
    private static final Set<String> WORDS = Set.of("", "text", "output_text");

    private final JsonNode answer;

    Completion(JsonNode answer) {
        this.answer = answer;
    }

    /** The error that some servers, and proxies in front of others, answer with as if all were well. */
    Optional<ErrorAnswer> error() {
        var error = answer.path("error");
        if (isNothing(error)) {
            error = choice().path("error");
        }
        if (isNothing(error) && answer.path("object").asText().equals("error")) {
            error = answer;
        }
        return isNothing(error) ? Optional.empty() : Optional.of(new ErrorAnswer(status(error), answer.toString()));
    }

    /** In the form of OpenAI, with nothing but what is read of it; empty if it holds no choice. */
    Optional<JsonNode> plain() {
        if (!choice().isObject()) {
            return Optional.empty();
        }
        var plain = object();
        var choice = plain.putArray("choices").addObject();
        choice.put("index", 0).put("finish_reason", finishReason());
        var message = choice.putObject("message").put("role", "assistant").put("content", text());
        var refusal = choice().at("/message/refusal");
        if (refusal.isTextual()) {
            message.set("refusal", refusal);
        }
        var usage = answer.path("usage");
        plain.putObject("usage")
                .put("prompt_tokens", usage.path("prompt_tokens").asInt())
                .put("completion_tokens", usage.path("completion_tokens").asInt());
        return Optional.of(plain);
    }

    private JsonNode choice() {
        return answer.path("choices").path(0);
    }

    private String finishReason() {
        var reason = choice().path("finish_reason").asText("").toLowerCase(Locale.ROOT);
        return CUT_OFF.contains(reason) ? "length" : reason;
    }

    /** What is said, without parts of other kinds such as thoughts; some say it to a function that nobody offers. */
    private String text() {
        var message = choice().path("message");
        var content = text(message.path("content"));
        return content.isEmpty()
                ? message.at("/tool_calls/0/function/arguments").asText()
                : content;
    }

    private static String text(JsonNode content) {
        if (!content.isArray()) {
            return part(content);
        }
        var text = new StringBuilder();
        content.forEach(part -> text.append(part(part)));
        return text.toString();
    }

    private static String part(JsonNode part) {
        if (part.isTextual()) {
            return part.textValue();
        }
        if (part.path("text").isTextual() && WORDS.contains(part.path("type").asText())) {
            return part.path("text").textValue();
        }
        // Asked for JSON, some answer with the object itself.
        return part.isObject() && !part.has("type") ? part.toString() : "";
    }

    private static int status(JsonNode error) {
        for (var field : new String[] {"code", "status", "status_code"}) {
            var code = error.path(field).asText();
            if (STATUS.matcher(code).matches()) {
                return Integer.parseInt(code);
            }
        }
        var words = error.toString();
        if (BUSY.matcher(words).find()) {
            return 429;
        }
        return BROKEN.matcher(words).find() ? 500 : 400;
    }

    private static boolean isNothing(JsonNode error) {
        return error.isTextual() ? error.textValue().isBlank() : error.isEmpty();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
