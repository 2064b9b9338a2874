package dev.handoff.kit.provider;

import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Brings texts to a provider that may be unable to take some, and finds those.
 *
 * <p>A call that is refused, or that makes the provider fail, is divided until each text that does so is alone. If the provider
 * takes another text then, this one is the cause; if it doesn't, the provider is down, and nothing is said of any text.
 *
 * @param <T> what the provider makes of a text, such as a vector
 */
public final class Sieve<T> {

    // Short, and in every model's vocabulary.
    private static final List<String> HARMLESS = List.of("ok");

    /** Of the caller or the model's name, and not of a text. */
    private static final Set<Integer> OTHER_REASONS = Set.of(401, 402, 403, 404, 405, 407);

    private final Call<T> call;
    private final int most;

    /** @param most texts of one call */
    public Sieve(Call<T> call, int most) {
        this.call = call;
        this.most = most;
    }

    /** One call of the provider. */
    public interface Call<T> {

        /** @return for each text, in order */
        List<T> ask(List<String> texts) throws TaskFailure, IOException, InterruptedException;
    }

    /** What became of a text. */
    public sealed interface Result<T> {

        record Taken<T>(T made) implements Result<T> {}

        /** @param reason in the provider's words */
        record Refused<T>(String reason) implements Result<T> {}
    }

    /**
     * Brings as many texts as there are.
     *
     * @return in the order of the texts
     * @throws TaskFailure if the provider takes no text, or knows when to try again
     * @throws IOException if the provider is down, or can't be reached
     */
    public List<Result<T>> ask(List<String> texts) throws TaskFailure, IOException, InterruptedException {
        var results = new ArrayList<Result<T>>(texts.size());
        for (int from = 0; from < texts.size(); from += most) {
            results.addAll(together(texts.subList(from, Math.min(texts.size(), from + most))));
        }
        return results;
    }

    private List<Result<T>> together(List<String> texts) throws TaskFailure, IOException, InterruptedException {
        try {
            return call.ask(texts).stream().<Result<T>>map(Result.Taken::new).toList();
        } catch (TaskFailure refused) {
            if (!isOfOneText(refused)) {
                throw refused;
            }
            return texts.size() > 1 ? divided(texts) : List.of(alone(refused));
        } catch (IOException failed) {
            if (!isOfOneText(failed)) {
                throw failed;
            }
            return texts.size() > 1 ? divided(texts) : List.of(alone(texts, failed));
        }
    }

    private List<Result<T>> divided(List<String> texts) throws TaskFailure, IOException, InterruptedException {
        int half = texts.size() / 2;
        var results = new ArrayList<>(together(texts.subList(0, half)));
        results.addAll(together(texts.subList(half, texts.size())));
        return results;
    }

    private Result<T> alone(TaskFailure refused) throws TaskFailure, IOException, InterruptedException {
        if (!takesAnother()) {
            throw refused;
        }
        return new Result.Refused<>(refused.getMessage());
    }

    /** A failure may pass. One before and one after the provider was well do not. */
    private Result<T> alone(List<String> text, IOException failed)
            throws TaskFailure, IOException, InterruptedException {
        if (!takesAnother()) {
            throw failed;
        }
        try {
            return new Result.Taken<>(call.ask(text).getFirst());
        } catch (IOException again) {
            if (!isOfOneText(again)) {
                throw again;
            }
            return new Result.Refused<>(again.getMessage());
        }
    }

    private boolean takesAnother() throws InterruptedException {
        try {
            call.ask(HARMLESS);
            return true;
        } catch (TaskFailure | IOException down) {
            return false;
        }
    }

    private static boolean isOfOneText(TaskFailure refused) {
        return refused.isPermanent()
                && ErrorAnswer.behind(refused)
                        .filter(answer -> OTHER_REASONS.contains(answer.status()))
                        .isEmpty();
    }

    private static boolean isOfOneText(IOException failed) {
        return failed instanceof UnreadableAnswer
                || ErrorAnswer.behind(failed)
                        .filter(answer -> answer.status() == 500)
                        .isPresent();
    }
}
