package dev.handoff.kit.provider.voice.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoogleVoiceTest {

    private static final String TOKEN = "ya29.very-secret";
    private static final Optional<String> UNSAID = Optional.empty();

    @TempDir
    Path folder;

    private final GoogleLogin login =
            new GoogleLogin(() -> GoogleCredentials.create(new AccessToken(TOKEN, new Date(Long.MAX_VALUE))));
    private final Map<String, String> settings = new HashMap<>();
    private Answer answer = spoken("RIFF and so on".getBytes());
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsThePieceAndKeepsTheSound() throws Exception {
        speak(Optional.of("de-DE-Neural2-B"), Optional.of("de-AT"));

        var request = server.requests.getLast();
        assertThat(request.method() + " " + request.path()).isEqualTo("POST /v1/text:synthesize");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + TOKEN);
        assertThat(new ObjectMapper().readTree(request.body())).isEqualTo(new ObjectMapper().readTree("""
                {"input": {"text": "Grüß Gott."},
                 "voice": {"languageCode": "de-AT", "name": "de-DE-Neural2-B"},
                 "audioConfig": {"audioEncoding": "LINEAR16"}}"""));
        assertThat(folder.resolve("sound")).hasContent("RIFF and so on");
    }

    @Test
    void leavesNothingBesideTheSound() throws Exception {
        speak(UNSAID, UNSAID);

        try (var files = Files.list(folder)) {
            assertThat(files).containsExactly(folder.resolve("sound"));
        }
    }

    @Test
    void readsTheLanguageOffTheVoice() throws Exception {
        settings.put("handoff.voice.google.voice", "cmn-CN-Wavenet-A");

        assertThat(speaker(Optional.of("pt-BR-Neural2-A"), UNSAID)
                        .path("languageCode")
                        .asText())
                .isEqualTo("pt-BR");
        assertThat(speaker(UNSAID, UNSAID).path("languageCode").asText()).isEqualTo("cmn-CN");
    }

    @Test
    void doesNotSpeakALanguageWithTheVoiceOfAnother() throws Exception {
        settings.put("handoff.voice.google.voice", "en-US-Neural2-C");

        assertThat(speaker(UNSAID, Optional.of("fi-FI"))).isEqualTo(new ObjectMapper().readTree("""
                {"languageCode": "fi-FI"}"""));
    }

    @Test
    void cutsTextsAtTheLimitOfTheService() {
        assertThat(engine(login).pieces("Größe zählt. ".repeat(1000)))
                .hasSize(4)
                .allSatisfy(piece ->
                        assertThat(piece.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(5000));
    }

    @Test
    void findsTheSoundAmongWhatElseIsAnswered() throws Exception {
        answer = Answer.json(200, """
                {"timepoints": [{"audioContent": "no"}], "audioConfig": {"audioContent": "no"}, "audioContent": "c291bmQ="}""");

        speak(UNSAID, UNSAID);

        assertThat(folder.resolve("sound")).hasContent("sound");
    }

    @Test
    void keepsALongSoundWhole() throws Exception {
        var sound = new byte[40 << 20];
        new Random(1).nextBytes(sound);
        answer = spoken(sound);

        speak(UNSAID, UNSAID);

        assertThat(folder.resolve("sound")).hasBinaryContent(sound);
    }

    @Test
    void refusesAnEndlessAnswer() {
        answer = spoken(new byte[(int) VoiceEngine.MAX_BYTES + 1]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessageContaining("no whole answer from Google Text-to-Speech");
    }

    @Test
    void leavesJsonThatBreaksOffToALaterAttempt() {
        answer = Answer.json(200, "{\"audioContent\": \"c291bm");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessageStartingWith("Google Text-to-Speech answered with JSON that is broken");
    }

    @Test
    void quotesNoTokenOfAnAnswerThatIsNoJson() {
        answer = Answer.json(200, "{" + TOKEN + "}");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessageNotContaining("secret")
                .withNoCause();
    }

    @Test
    void leavesWhatIsNoBase64ToALaterAttempt() {
        answer = Answer.json(200, "{\"audioContent\": \"<sound>\"}");

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessageStartingWith("Google Text-to-Speech answered with sound that is no Base64");
    }

    @Test
    void leavesEmptySoundToALaterAttempt() {
        answer = spoken(new byte[0]);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessage("Google Text-to-Speech answered with nothing");
    }

    @Test
    void givesUpIfThereIsNoSoundInTheAnswer() {
        answer = Answer.json(200, "{\"audio\": \"c291bmQ=\"}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessageContaining("there is no audioContent")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void comesBackWhenTheQuotaIsUsedUp() {
        answer = Answer.json(429, "{\"error\":{\"message\":\"quota exceeded\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessage("Google Text-to-Speech answered 429: quota exceeded")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    @Test
    void givesUpWhenRefusedAndKeepsTheTokenToItself() {
        answer = Answer.json(403, "{\"error\":{\"message\":\"token " + TOKEN + " is not welcome\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> speak(UNSAID, UNSAID))
                .withMessage("Google Text-to-Speech answered 403: token *** is not welcome")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void saysHowToLogIn() {
        var loggedOut = new GoogleLogin(() -> {
            throw new IOException("no credentials");
        });

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> engine(loggedOut).speak("Hello.", UNSAID, UNSAID, folder.resolve("sound")))
                .withMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    void isReadyOnlyWithALocation() {
        var nowhere =
                new GoogleVoice(Settings.of(GoogleVoiceConfig.class, Map.of()), Settings.of(VoiceConfig.class), login);

        assertThat(nowhere.missing()).contains("set GOOGLE_SPEECH_LOCATION, such as global");
        assertThat(engine(login).missing()).isEmpty();
    }

    private JsonNode speaker(Optional<String> voice, Optional<String> language) throws Exception {
        speak(voice, language);
        return new ObjectMapper().readTree(server.requests.getLast().body()).path("voice");
    }

    private void speak(Optional<String> voice, Optional<String> language) throws Exception {
        engine(login).speak("Grüß Gott.", voice, language, folder.resolve("sound"));
    }

    private GoogleVoice engine(GoogleLogin login) {
        settings.put("GOOGLE_SPEECH_LOCATION", "eu");
        settings.put("handoff.voice.google.base-url", server.address());
        return new GoogleVoice(Settings.of(GoogleVoiceConfig.class, settings), Settings.of(VoiceConfig.class), login);
    }

    private static Answer spoken(byte[] sound) {
        return Answer.json(
                200, "{\n  \"audioContent\": \"" + Base64.getEncoder().encodeToString(sound) + "\"\n}\n");
    }
}
