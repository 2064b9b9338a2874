package dev.handoff.kit.provider.moderation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.provider.moderation.Moderator.Judgement;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModeratorTest {

    private static final String KEY = "sk-very-secret";

    private Answer answer = Answer.json(200, """
            {"id": "x", "model": "m", "results": [
                {"flagged": false, "categories": {"violence": false}, "category_scores": {"violence": 0.01}},
                {"flagged": true, "categories": {"violence": false, "harassment/threatening": true},
                 "category_scores": {"violence": 0.3, "harassment/threatening": 0.93}}]}""");
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void textsAreJudgedInOneCall() throws Exception {
        assertThat(judge()).containsExactly(List.of(), List.of(new Judgement("harassment/threatening", 0.93)));

        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/moderations");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(request.text()).contains("\"omni-moderation-latest\"", "[\"hello\",\"go away or else\"]");
    }

    @Test
    void comesBackWhenTheServerWantsItTo() {
        answer = new Answer(429, Map.of("Retry-After", "17"), "slow down".getBytes(StandardCharsets.UTF_8));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::judge)
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void givesUpWhenRefusedAndKeepsTheKeyToItself() {
        answer = Answer.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::judge)
                .withMessage("the moderation service answered 401: Incorrect API key provided: ***")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"results\": [{\"categories\"",
                "{\"results\": []}",
                "{\"results\": [{}, {}, {}]}",
                "[1]",
                "{\"results\": [{}, {\"categories\": {\"violence\": true}}]}",
                "{\"results\": [{}, {\"categories\": {\"violence\": true}, \"category_scores\": {\"violence\": 7}}]}",
                "{\"results\": [{}, {\"categories\": {\"violence\": true}, \"category_scores\": {\"violence\": \"NaN\"}}]}",
                "{\"results\": [{}, {\"categories\": {\"a\\nb\": true}, \"category_scores\": {\"a\\nb\": 1}}]}"
            })
    void answerThatCannotBeReadIsLeftToALaterAttempt(String body) {
        answer = Answer.json(200, body);

        assertThatExceptionOfType(IOException.class).isThrownBy(this::judge);
    }

    @Test
    void brokenOffAnswerIsLeftToALaterAttempt() throws Exception {
        var head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{\"results\": [";

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> judgeOf(head, new CountDownLatch(0), Duration.ofSeconds(30)))
                .withMessageContaining("no whole answer from the moderation service");
    }

    @Test
    void silentServerIsLeftToALaterAttempt() throws Exception {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> judgeOf("HTTP/1.1 200 OK\r\n", new CountDownLatch(1), Duration.ofSeconds(1)))
                .withMessage("the moderation service took longer than 1 s");
    }

    @Test
    void nobodyIsAskedUnlessTheSettingSaysSo() {
        assertThat(new Moderator(config(Map.of("OPENAI_API_KEY", KEY))).isOn()).isFalse();
        assertThat(new Moderator(config(Map.of("HANDOFF_MODERATION", "openai"))).missing())
                .hasValueSatisfying(remedy -> assertThat(remedy).contains("HANDOFF_MODERATION", "OPENAI_API_KEY"));
    }

    private List<List<Judgement>> judge() throws Exception {
        return moderator(server.address() + "/v1", Duration.ofSeconds(30)).judge(List.of("hello", "go away or else"));
    }

    /** By a server that sends this, waits, and hangs up. */
    private static void judgeOf(String sent, CountDownLatch hangsUp, Duration patience) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (var caller = listening.accept()) {
                    caller.getInputStream().read();
                    caller.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
                    caller.getOutputStream().flush();
                    hangsUp.await();
                } catch (IOException | InterruptedException over) {
                    // The caller has seen what it was to see.
                }
            });
            moderator("http://127.0.0.1:" + listening.getLocalPort(), patience).judge(List.of("hello"));
        } finally {
            hangsUp.countDown();
        }
    }

    private static Moderator moderator(String address, Duration patience) {
        var config = config(Map.of("HANDOFF_MODERATION", "openai", "OPENAI_BASE_URL", address, "OPENAI_API_KEY", KEY));
        return new Moderator(config, patience);
    }

    private static ModerationConfig config(Map<String, String> environment) {
        return Settings.of(ModerationConfig.class, new HashMap<>(environment));
    }
}
