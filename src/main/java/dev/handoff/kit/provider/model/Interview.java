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
import java.util.concurrent.Callable;

/** Asks the chosen model, and once more with the reason if its answer doesn't fit. */
@Singleton
public final class Interview {

    private static final int MAX_QUESTIONS = 2;

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
     * Asks within steps named {@code ask-1} and {@code ask-2}.
     *
     * @throws TaskFailure permanent if no model is ready, a model thinks until its tokens are used up, or the second answer
     *     doesn't fit either
     */
    public <A> Answered<A> ask(Question question, Fitting<A> fitting, TaskRun run) throws Exception {
        var asked = new ArrayList<ChatMessage>();
        var tokens = new Tokens(0, 0);
        var fault = "";
        for (int i = 1; i <= MAX_QUESTIONS; i++) {
            var paid = paid("ask-" + i, () -> pay(question, asked, run), run);
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

    /** A second question would end like the first, unless somebody has raised the limit since. */
    private Paid paid(String step, Callable<Paid> question, TaskRun run) throws Exception {
        int limit = config.answerLimit();
        var paid = run.step(step, Paid.class, question);
        if (isAllThoughts(paid.reply()) && paid.limit() < limit) {
            paid = run.step(step + "-within-" + limit, Paid.class, question);
        }
        if (isAllThoughts(paid.reply())) {
            throw TaskFailure.permanent(
                    "the language model used up its " + limit
                            + " tokens, on thoughts as it seems, before it answered; raise HANDOFF_MODEL_ANSWER_LIMIT, then retry");
        }
        return paid;
    }

    private static boolean isAllThoughts(Reply reply) {
        return reply.cutOff() && new ReplyText(reply.text()).isBlank();
    }

    private Paid pay(Question question, List<ChatMessage> since, TaskRun run) throws Exception {
        var model = models.choose().orFail();
        var conversation = new ArrayList<>(question.conversation());
        conversation.addAll(since);
        var reply = model.ask(conversation);
        run.spent(new Usage(model.model(), reply.inputTokens(), reply.outputTokens(), cost(model.model(), reply)));
        return new Paid(model.model(), reply, config.answerLimit());
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
                    + config.answerLimit() + " tokens");
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
