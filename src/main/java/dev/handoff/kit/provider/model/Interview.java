package dev.handoff.kit.provider.model;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.kit.provider.model.LanguageModel.Reply;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskRun;
import dev.handoff.task.Usage;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import jakarta.inject.Singleton;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the chosen model, and once more with the reason if its answer doesn't fit. */
@Singleton
public final class Interview {

    private static final int MAX_QUESTIONS = 2;

    /** How much more a model may say that has thought until its tokens were used up. */
    private static final int ROOM_FOR_THOUGHTS = 4;

    private final ModelConfig config;
    private final LanguageModels models;

    public Interview(ModelConfig config, LanguageModels models) {
        this.config = config;
        this.models = models;
    }

    /** What is asked; brought only if a model is asked at all. */
    public interface Question {
        List<ChatMessage> conversation() throws Exception;
    }

    /** Takes an answer if it fits. */
    public interface Fitting<A> {

        /**
         * @param answer an object
         * @throws Unfit with what is wrong with it, in words for the model
         */
        A read(JsonNode answer) throws Unfit;
    }

    /** An answer that is not what was asked for. */
    public static final class Unfit extends Exception {
        public Unfit(String reason) {
            super(reason);
        }
    }

    /**
     * What came of it.
     *
     * @param model that answered
     * @param tokens of all that was asked, in earlier attempts too
     */
    public record Answered<A>(A answer, String model, Tokens tokens) {}

    /** How many tokens were read and written. */
    public record Tokens(long input, long output) {

        private Tokens plus(Reply reply) {
            return new Tokens(input + reply.inputTokens(), output + reply.outputTokens());
        }
    }

    /**
     * A reply that is paid for.
     *
     * @param model that gave it: an attempt that comes later may ask another
     * @param limit the most tokens that it could have; 0 if that was not kept
     */
    record Paid(String model, Reply reply, int limit) {}

    /**
     * Asks within steps named {@code ask-1} and {@code ask-2}. Of a model that thinks until its tokens are used up, it asks
     * the same once more and allows four times as many, within {@code ask-1-within-4000}.
     *
     * @throws TaskFailure permanent if no model is ready, a model uses up those tokens too, or the second answer doesn't fit
     *     either
     */
    public <A> Answered<A> ask(Question question, Fitting<A> fitting, TaskRun run) throws Exception {
        var asked = new ArrayList<ChatMessage>();
        var tokens = new Tokens(0, 0);
        var fault = "";
        for (int i = 1; i <= MAX_QUESTIONS; i++) {
            var paid = paid("ask-" + i, limit -> pay(question, asked, limit, run), run);
            tokens = tokens.plus(paid.reply());
            try {
                return new Answered<>(read(paid, fitting), paid.model(), tokens);
            } catch (Unfit unfit) {
                fault = unfit.getMessage();
                if (!paid.reply().text().isBlank()) {
                    asked.add(AiMessage.from(paid.reply().text()));
                }
                asked.add(UserMessage.from(
                        "That does not fit: " + fault + ". Answer again, with the JSON object alone."));
            }
        }
        throw TaskFailure.permanent(
                "the language model was asked " + MAX_QUESTIONS + " times and its last answer does not fit: " + fault);
    }

    private interface Asking {
        Paid within(int limit) throws Exception;
    }

    /** Earlier attempts may have asked within other limits; whoever raises the limit is asked within that one first. */
    private Paid paid(String step, Asking question, TaskRun run) throws Exception {
        int limit = config.answerLimit();
        int more = Math.clamp((long) limit * ROOM_FOR_THOUGHTS, limit, Integer.MAX_VALUE);
        var paid = run.step(step, Paid.class, () -> question.within(limit));
        for (int most : List.of(limit, more)) {
            if (isAllThoughts(paid.reply()) && paid.limit() < most) {
                paid = run.step(step + "-within-" + most, Paid.class, () -> question.within(most));
            }
        }
        if (isAllThoughts(paid.reply())) {
            throw TaskFailure.permanent(
                    "the language model used up its " + limit + " tokens, on thoughts as it seems, before"
                            + " it answered, and then " + more + "; raise HANDOFF_MODEL_ANSWER_LIMIT, then retry");
        }
        return paid;
    }

    private static boolean isAllThoughts(Reply reply) {
        return reply.cutOff() && new ReplyText(reply.text()).isBlank();
    }

    private Paid pay(Question question, List<ChatMessage> since, int limit, TaskRun run) throws Exception {
        var model = models.choose().orFail();
        var conversation = new ArrayList<>(question.conversation());
        conversation.addAll(since);
        var reply = model.ask(conversation, limit);
        run.spent(new Usage(model.model(), reply.inputTokens(), reply.outputTokens(), cost(model.model(), reply)));
        return new Paid(model.model(), reply, limit);
    }

    private Optional<BigDecimal> cost(String model, Reply reply) {
        return config.prices().stream()
                .flatMap(List::stream)
                .filter(price -> price.model().equals(model))
                .findFirst()
                .map(price -> price.of(reply.inputTokens(), reply.outputTokens()));
    }

    /** Of several objects, takes the last that fits: those before it led to it. */
    private <A> A read(Paid paid, Fitting<A> fitting) throws Unfit {
        if (paid.reply().cutOff()) {
            throw new Unfit("the answer was cut off because it was too long; HANDOFF_MODEL_ANSWER_LIMIT allows "
                    + paid.limit() + " tokens");
        }
        var faults = new ArrayList<Unfit>();
        for (var object : new ReplyText(paid.reply().text()).objects().reversed()) {
            try {
                return fitting.read(object);
            } catch (Unfit unfit) {
                faults.add(unfit);
            }
        }
        throw faults.isEmpty() ? new Unfit("the answer is no JSON object") : faults.getFirst();
    }
}
