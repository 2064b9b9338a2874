package dev.handoff.kit.provider.voice.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.RawServer;
import dev.handoff.Settings;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenAiVoiceTest {

    private static final String KEY = "sk-very-secret";

    @TempDir
    Path folder;

    private Answer answer = sound("RIFF and so on".getBytes());
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void asksForAWavFileAndKeepsIt() throws Exception {
        speak(Optional.of("nova"));

        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/audio/speech");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + KEY);
        assertThat(new ObjectMapper().readTree(request.body())).isEqualTo(new ObjectMapper().readTree("""
                {"model": "tts-1", "voice": "nova", "input": "Good “morning”.", "response_format": "wav"}"""));
        assertThat(folder.resolve("sound")).hasContent("RIFF and so on");
    }

    @Test
    void speaksAsConfiguredIfTheTaskDoesNotSay() throws Exception {
        var settings = Map.of(
                "OPENAI_BASE_URL", server.address(),
                "handoff.voice.openai.model", "kokoro",
                "handoff.voice.openai.voice", "af_sky",
                "handoff.voice.openai.format", "flac");

        speak(engine(settings), Optional.empty());

        assertThat(new ObjectMapper().readTree(server.requests.getLast().body()))
                .isEqualTo(new ObjectMapper().readTree("""
                {"model": "kokoro", "voice": "af_sky", "input": "Good “morning”.", "response_format": "flac"}"""));
    }

    @Test
    void cutsTextsAtTheLimitOfTheService() {
        var text = "A sentence has end. ".repeat(1000);

        assertThat(engine(Map.of()).pieces(text))
                .hasSize(5)
                .allSatisfy(piece -> assertThat(piece).endsWith("end.").hasSizeLessThanOrEqualTo(4096));
    }

    @Test
    void comesBackWhenTheServerWantsItTo() {
        answer = new Answer(429, Map.of("Retry-After", "17"), "slow down".getBytes());

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> speak(Optional.empty()))
                .withMessage("the voice service answered 429: slow down")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(17)));
    }

    @Test
    void givesUpWhenRefusedAndKeepsTheKeyToItself() {
        answer = Answer.json(401, "{\"error\":{\"message\":\"Incorrect API key provided: " + KEY + "\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> speak(Optional.empty()))
                .withMessage("the voice service answered 401: Incorrect API key provided: ***")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void leavesAFailingServerToALaterAttempt() {
        answer = new Answer(500, Map.of(), "<h1>oops</h1>".getBytes());

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(Optional.empty()))
                .withMessage("the voice service answered 500: <h1>oops</h1>");
    }

    @Test
    void takesNoJsonForSound() {
        answer = Answer.json(200, "{\"detail\": \"unknown route for " + KEY + "\"}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> speak(Optional.empty()))
                .withMessageContaining("OPENAI_BASE_URL")
                .withMessageEndingWith("unknown route for ***\"}")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void leavesAnEmptyAnswerToALaterAttempt() {
        answer = sound(new byte[0]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(Optional.empty()))
                .withMessage("the voice service answered with nothing");
    }

    @Test
    void refusesAnEndlessAnswer() {
        answer = sound(new byte[(int) VoiceEngine.MAX_BYTES + 1]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(Optional.empty()))
                .withMessageContaining("no whole answer from the voice service");
    }

    @Test
    void leavesAnAnswerThatBreaksOffToALaterAttempt() throws Exception {
        try (var raw = RawServer.thatHangsUp("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nRIFF\r\n")) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> speak(engine(Map.of("OPENAI_BASE_URL", raw.address())), Optional.empty()))
                    .withMessageContaining("no whole answer from the voice service");
        }
    }

    @Test
    void waitsForASilentServerNoLongerThanConfigured() throws Exception {
        try (var raw = RawServer.thatFallsSilent("")) {
            var config = Settings.of(OpenAiVoiceConfig.class, Map.of("OPENAI_BASE_URL", raw.address()));
            var hurried = Settings.of(VoiceConfig.class, Map.of("handoff.voice.timeout", "1s"));

            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(() -> speak(new OpenAiVoice(config, hurried), Optional.empty()))
                    .withMessage("the voice service took longer than 1 s");
        }
    }

    @Test
    void isReadyWithAnAddressOrAKey() {
        assertThat(engine(Map.of()).missing()).isPresent();
        assertThat(engine(Map.of("OPENAI_API_KEY", KEY)).missing()).isEmpty();
        assertThat(engine(Map.of("OPENAI_BASE_URL", server.address())).missing())
                .isEmpty();
    }

    private void speak(Optional<String> voice) throws Exception {
        speak(engine(Map.of("OPENAI_BASE_URL", server.address() + "/v1/", "OPENAI_API_KEY", KEY)), voice);
    }

    private void speak(OpenAiVoice engine, Optional<String> voice) throws Exception {
        engine.speak("Good “morning”.", voice, Optional.empty(), folder.resolve("sound"));
    }

    private static OpenAiVoice engine(Map<String, String> settings) {
        return new OpenAiVoice(Settings.of(OpenAiVoiceConfig.class, settings), Settings.of(VoiceConfig.class));
    }

    private static Answer sound(byte[] content) {
        return new Answer(200, Map.of("Content-Type", "audio/wav"), content);
    }
}
