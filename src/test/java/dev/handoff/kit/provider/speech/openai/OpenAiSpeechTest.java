package dev.handoff.kit.provider.speech.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenAiSpeechTest {

    private static final String KEY = "sk-very-secret";

    private Answer answer = Answer.json(200, "{\"text\":\" Good morning. \"}");
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void uploadsThePieceAndReadsTheText() throws Exception {
        assertThat(recognise(Optional.of("pt-BR"))).isEqualTo("Good morning.");

        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/audio/transcriptions");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(request.text())
                .contains("name=\"model\"\r\n\r\nwhisper-1\r\n")
                .contains("name=\"language\"\r\n\r\npt\r\n")
                .contains("name=\"file\"; filename=\"piece.wav\"\r\nContent-Type: audio/wav\r\n\r\nRIFF")
                .endsWith("--\r\n");
    }

    @Test
    void leavesAnUnknownLanguageToTheServer() throws Exception {
        recognise(Optional.empty());

        assertThat(server.requests.getLast().text()).doesNotContain("name=\"language\"");
    }

    @Test
    void comesBackWhenTheServerWantsItTo() {
        answer = new Answer(429, Map.of("Retry-After", "17"), "slow down".getBytes());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .withMessageContaining("429: slow down")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void doesNotComeBackAYearLater() {
        answer = new Answer(429, Map.of("Retry-After", "31536000"), new byte[0]);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofHours(1)));
    }

    @Test
    void readsADateInThePast() {
        answer = new Answer(429, Map.of("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"), new byte[0]);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ZERO));
    }

    @Test
    void givesUpWhenRefusedAndKeepsTheKeyToItself() {
        answer = Answer.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .withMessage("the speech service answered 401: Incorrect API key provided: ***")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void doesNotCarryTheKeyToWhereARedirectLeads() {
        answer = new Answer(307, Map.of("Location", server.address() + "/elsewhere"), new byte[0]);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .withMessageContaining("307");
        assertThat(server.requests).hasSize(1);
    }

    @Test
    void leavesAFailingServerToALaterAttempt() {
        answer = new Answer(500, Map.of(), "<h1>oops</h1>".getBytes());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .withMessageContaining("500");
    }

    @Test
    void refusesAnEndlessAnswer() {
        answer = Answer.json(200, " ".repeat(2 << 20) + "{\"text\":\"at last\"}");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> recognise(Optional.empty()));
    }

    @Test
    void isReadyWithAnAddressOrAKey() {
        assertThat(engine(Map.of()).missing()).isPresent();
        assertThat(engine(Map.of("OPENAI_API_KEY", KEY)).missing()).isEmpty();
        assertThat(engine(Map.of("OPENAI_BASE_URL", server.address())).missing())
                .isEmpty();
    }

    private String recognise(Optional<String> language) throws Exception {
        var engine = engine(Map.of("OPENAI_BASE_URL", server.address() + "/v1/", "OPENAI_API_KEY", KEY));
        return engine.recognise(new short[16_000], language);
    }

    private static OpenAiSpeech engine(Map<String, String> environment) {
        return new OpenAiSpeech(Settings.of(OpenAiSpeechConfig.class, environment));
    }
}
