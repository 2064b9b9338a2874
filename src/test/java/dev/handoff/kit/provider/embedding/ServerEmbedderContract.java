package dev.handoff.kit.provider.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.RawServer;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every embedder that asks a server makes of its answers. Vectors have two numbers here. */
public abstract class ServerEmbedderContract {

    protected static final Duration PATIENT = Duration.ofMinutes(1);

    private static final List<String> TEXTS = List.of("one", "two");

    protected Answer answer = answer("[3, 4]", "[0, -2]");
    protected final LocalServer server = new LocalServer(_ -> answer);

    /** One that asks this address, and waits no longer than this. */
    protected abstract Embedder embedder(String address, int dimensions, Duration timeout);

    /** The server's answer with these vectors, of which each is JSON. */
    protected abstract String body(List<String> vectors);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void vectorsComeInTheOrderOfTheTextsAndWithALengthOfOne() throws Exception {
        var vectors = embed();

        assertThat(vectors).hasSize(2);
        assertThat(vectors.get(0)).containsExactly(0.6f, 0.8f);
        assertThat(vectors.get(1)).containsExactly(0, -1);
    }

    @Test
    void comesBackWhenTheServerWantsItTo() {
        answer = new Answer(429, Map.of("Retry-After", "17"), "slow down".getBytes());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::embed)
                .withMessageEndingWith("answered 429: slow down")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void givesUpWhenRefused() {
        answer = Answer.json(404, "{\"error\":{\"message\":\"no such model\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::embed)
                .withMessageEndingWith("answered 404: no such model")
                .matches(TaskFailure::isPermanent);
    }

    @Test
    void vectorsOfOtherDimensionsAreRefusedWithTheSetting() {
        answer = answer("[1, 2, 3]", "[1, 2, 3]");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::embed)
                .withMessageContaining("3 dimensions in place of 2; set handoff.embedding.")
                .matches(TaskFailure::isPermanent);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"NaN\", 1]",
                "[NaN, 1]",
                "[null, 1]",
                "[1e999, 1]",
                "[0, 0]",
                "{\"0\": 1, \"1\": 2}",
                "null",
                "\"AACAPwAAAEA=\""
            })
    void whatIsNoVectorIsLeftToALaterAttempt(String bad) {
        answer = answer("[1, 2]", bad);

        assertThatExceptionOfType(IOException.class).isThrownBy(this::embed);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 3})
    void aWrongNumberOfVectorsIsLeftToALaterAttempt(int count) {
        answer = Answer.json(
                200, body(IntStream.range(0, count).mapToObj(i -> "[1, 2]").toList()));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::embed)
                .withMessageEndingWith("answered with " + count + " vectors for 2 texts");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "null", "<h1>hello</h1>"})
    void anotherAnswerIsLeftToALaterAttempt(String body) {
        answer = Answer.json(200, body);

        assertThatExceptionOfType(IOException.class).isThrownBy(this::embed);
    }

    @Test
    void anAnswerThatBreaksOffIsLeftToALaterAttempt() throws Exception {
        try (var raw = RawServer.thatHangsUp("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n" + body(List.of()))) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> embedder(raw.address(), 2, PATIENT).embed(TEXTS))
                    .withMessageStartingWith("no whole answer from ");
        }
    }

    @Test
    void anEndlessAnswerIsLeftToALaterAttempt() {
        answer = Answer.json(200, " ".repeat((int) Vectors.MAX_BYTES + 1));

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::embed)
                .withMessageStartingWith("no whole answer from ");
    }

    @Test
    void waitsForASilentServerNoLongerThanConfigured() throws Exception {
        try (var raw = RawServer.thatFallsSilent("")) {
            var hurried = embedder(raw.address(), 2, Duration.ofSeconds(1));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> hurried.embed(TEXTS))
                    .withMessageEndingWith("took longer than 1 s");
        }
    }

    @Test
    void anAddressThatIsNoneIsRefused() {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> embedder("localhost and so on", 2, PATIENT).embed(TEXTS))
                .withMessageContaining("_BASE_URL")
                .matches(TaskFailure::isPermanent);
    }

    @Test
    void readsAHundredVectorsOfTheLargestModel() throws Exception {
        var numbers = IntStream.range(0, 4096)
                .mapToObj(i -> "-0.012345678901234567")
                .collect(Collectors.joining(",", "[", "]"));
        var texts = IntStream.range(0, Embedder.MAX_TEXTS).mapToObj(i -> "text").toList();
        answer = Answer.json(200, body(texts.stream().map(text -> numbers).toList()));

        var vectors = embedder(server.address(), 4096, PATIENT).embed(texts);

        assertThat(vectors).hasSize(100).allSatisfy(vector -> assertThat(vector).hasSize(4096));
    }

    protected final List<float[]> embed() throws Exception {
        return embedder(server.address(), 2, PATIENT).embed(TEXTS);
    }

    protected final JsonNode asked() throws IOException {
        return new ObjectMapper().readTree(server.requests.getLast().body());
    }

    protected final Answer answer(String... vectors) {
        return Answer.json(200, body(Arrays.asList(vectors)));
    }
}
