package dev.handoff.kit.provider.model;

import dev.handoff.kit.provider.Provider;
import dev.handoff.task.TaskFailure;
import dev.langchain4j.data.message.ChatMessage;
import java.io.IOException;
import java.util.List;

/** Answers in words. Chosen by {@code HANDOFF_MODEL}. Safe to use from several threads. */
public interface LanguageModel extends Provider {

    /** The model's own name, which results and prices go by. */
    String model();

    /**
     * Asks once. That may cost money each time.
     *
     * @param conversation so far, which asks for JSON
     * @param limit the most tokens of the answer, those of thoughts included
     * @throws TaskFailure if the provider knows whether or when to try again
     * @throws IOException if a later attempt may do better
     */
    Reply ask(List<ChatMessage> conversation, int limit) throws TaskFailure, IOException, InterruptedException;

    /**
     * What a model answered.
     *
     * @param text may be anything, also empty
     * @param cutOff whether it would have gone on, beyond the most tokens that it may use
     * @param inputTokens 0 if the provider doesn't count them
     * @param outputTokens 0 if the provider doesn't count them
     */
    record Reply(String text, boolean cutOff, long inputTokens, long outputTokens) {}
}
