package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.model.LanguageModel.Reply;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A conversation over OpenAI's chat interface, on any server that has it.
 *
 * <p>The requests are LangChain4j's because that library is required for language models. All that is left to it is the form
 * of a chat; {@link Transport} sends it the way every other service is asked.
 */
final class Chat {

    private static final String SERVICE = "the language model";

    private final ModelConfig config;
    private final String model;
    private final Transport transport;

    /** The one that the server understood last. */
    private volatile Dialect dialect;

    /**
     * @param model by its name at the server
     * @param door the way to the server
     * @param limit the name of the most tokens that is tried first
     */
    Chat(ModelConfig config, String model, Transport.Door door, Dialect.Limit limit) {
        this.config = config;
        this.model = model;
        this.transport = new Transport(new WebService(SERVICE, config.timeout()), door);
        this.dialect = new Dialect(true, limit, true);
    }

    /** Asks in other dialects too, as long as the server refuses one for its form. Such a refusal costs nothing. */
    Reply ask(List<ChatMessage> conversation, int most) throws TaskFailure, IOException, InterruptedException {
        var tried = new HashSet<Dialect>();
        var spoken = dialect;
        while (true) {
            try {
                var request = ChatRequest.builder().messages(spoken.spoken(conversation));
                var answer = answer(request.build(), spoken, most);
                dialect = spoken;
                return reply(answer);
            } catch (TaskFailure | IOException failure) {
                tried.add(spoken);
                var other = spoken.after(failure);
                if (other.isEmpty() || tried.contains(other.get())) {
                    throw failure;
                }
                spoken = other.get();
            }
        }
    }

    private static Reply reply(ChatResponse answer) throws TaskFailure {
        if (answer.finishReason() == FinishReason.CONTENT_FILTER) {
            throw TaskFailure.permanent(SERVICE + "'s answer was held back by the provider's content filter");
        }
        var usage = answer.tokenUsage();
        return new Reply(
                Optional.ofNullable(answer.aiMessage().text()).orElse(""),
                answer.finishReason() == FinishReason.LENGTH,
                count(usage == null ? null : usage.inputTokenCount()),
                count(usage == null ? null : usage.outputTokenCount()));
    }

    /** Made for each request, which is cheap, so that nothing of it is loaded where no model is asked. */
    private ChatModel model(Dialect spoken, int most) {
        var builder = OpenAiChatModel.builder()
                .httpClientBuilder(transport)
                // The door knows what comes before it.
                .baseUrl("/")
                .modelName(model)
                .temperature(config.temperature().orElse(null))
                .responseFormat(spoken.json() ? ResponseFormat.JSON : null)
                // The engine repeats attempts, and counts them.
                .maxRetries(0);
        return switch (spoken.limit()) {
            case COMPLETION_TOKENS -> builder.maxCompletionTokens(most).build();
            case TOKENS -> builder.maxTokens(most).build();
        };
    }

    private ChatResponse answer(ChatRequest request, Dialect spoken, int most)
            throws TaskFailure, IOException, InterruptedException {
        try {
            return model(spoken, most).chat(request);
        } catch (ContentFilteredException refusal) {
            throw TaskFailure.permanent(SERVICE + " refuses: " + WebService.quote(refusal.getMessage(), ""));
        } catch (RuntimeException e) {
            switch (unwrapped(e)) {
                case TaskFailure failure -> throw failure;
                case IOException broken -> throw broken;
                case InterruptedException interrupted -> throw interrupted;
                default ->
                    throw TaskFailure.permanent(
                            SERVICE + " answered with what can't be read: " + WebService.quote(e.toString(), ""), e);
            }
        }
    }

    private static Throwable unwrapped(Throwable e) {
        for (var each = e; each != null; each = each.getCause()) {
            if (each instanceof Transport.Failed failed) {
                return failed.getCause();
            }
        }
        return e;
    }

    private static long count(Integer tokens) {
        return tokens == null ? 0 : Math.max(0, tokens);
    }
}
