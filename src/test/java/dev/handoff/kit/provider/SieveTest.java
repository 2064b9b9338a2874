package dev.handoff.kit.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.kit.provider.Sieve.Result;
import dev.handoff.kit.provider.embedding.Embedder;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SieveTest {

    private final List<List<String>> calls = new ArrayList<>();
    private final Sieve<float[]> sieve = new Sieve<>(this::embed, Embedder.MAX_TEXTS);
    private Exception fault;
    private int passesAfter = Integer.MAX_VALUE;
    private int downAfter = Integer.MAX_VALUE;

    static Stream<Exception> faultsOfOneText() {
        return Stream.of(
                new IOException("NaN", new ErrorAnswer(500, "")),
                new UnreadableAnswer("NaN"),
                TaskFailure.permanent("NaN", new ErrorAnswer(400, "")),
                TaskFailure.permanent("NaN", new ErrorAnswer(413, "")),
                TaskFailure.permanent("NaN", new ErrorAnswer(422, "")));
    }

    @ParameterizedTest
    @MethodSource("faultsOfOneText")
    void aTextThatTheProviderCannotTakeIsFound(Exception its) throws Exception {
        fault = its;
        var texts = new ArrayList<>(Collections.nCopies(250, "good"));
        texts.set(7, "poison");
        texts.set(249, "poison");

        var results = sieve.ask(texts);

        assertThat(results).hasSize(250);
        assertThat(results.stream().filter(Result.Refused.class::isInstance)).hasSize(2);
        assertThat(results.get(7)).isEqualTo(new Result.Refused<>("NaN"));
        assertThat(results.get(249)).isEqualTo(new Result.Refused<>("NaN"));
        assertThat(calls).hasSizeLessThan(40).allMatch(call -> call.size() <= Embedder.MAX_TEXTS);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100})
    void aProviderThatIsDownSaysNothingOfTexts(int count) {
        fault = new IOException("down", new ErrorAnswer(500, ""));
        downAfter = 0;

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> sieve.ask(Collections.nCopies(count, "good")))
                .withMessage("down");
        assertThat(calls).hasSizeLessThan(10);
    }

    @Test
    void aProviderThatGoesDownMeanwhileSaysNothingOfTheRest() {
        fault = new IOException("down", new ErrorAnswer(500, ""));
        downAfter = 6;
        var texts = new ArrayList<>(Collections.nCopies(100, "good"));
        texts.set(0, "poison");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> sieve.ask(texts));
    }

    @Test
    void aFailureThatPassesIsNoneOfTheText() throws Exception {
        fault = new IOException("hiccup", new ErrorAnswer(500, ""));
        passesAfter = 2;

        assertThat(sieve.ask(List.of("poison"))).hasOnlyElementsOfType(Result.Taken.class);
    }

    static Stream<Exception> faultsOfTheProvider() {
        return Stream.of(
                new IOException("no route"),
                new IOException("bad gateway", new ErrorAnswer(502, "")),
                TaskFailure.permanent("wrong key", new ErrorAnswer(401, "")),
                TaskFailure.permanent("no such model", new ErrorAnswer(404, "")),
                TaskFailure.retryAfter(java.time.Duration.ofSeconds(7), "slow down"));
    }

    @ParameterizedTest
    @MethodSource("faultsOfTheProvider")
    void faultsOfTheProviderAreNotDivided(Exception its) {
        fault = its;

        assertThatExceptionOfType(its.getClass().asSubclass(Exception.class))
                .isThrownBy(() -> sieve.ask(List.of("good", "poison")))
                .isSameAs(its);
        assertThat(calls).hasSize(1);
    }

    private List<float[]> embed(List<String> texts) throws TaskFailure, IOException {
        calls.add(List.copyOf(texts));
        if (calls.size() > downAfter || texts.contains("poison") && calls.size() <= passesAfter) {
            switch (fault) {
                case TaskFailure refused -> throw refused;
                case IOException failed -> throw failed;
                default -> throw new AssertionError(fault);
            }
        }
        return texts.stream().map(text -> new float[] {1}).toList();
    }
}
