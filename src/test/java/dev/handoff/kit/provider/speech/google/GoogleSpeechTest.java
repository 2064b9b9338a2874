package dev.handoff.kit.provider.speech.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import dev.handoff.Settings;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoogleSpeechTest {

    private static final String TOKEN = "ya29.very-secret";

    private final GoogleLogin login =
            new GoogleLogin(() -> GoogleCredentials.create(new AccessToken(TOKEN, new Date(Long.MAX_VALUE))));
    private Answer answer = Answer.json(200, """
            {"results":[{"alternatives":[{"transcript":"good morning"},{"transcript":"could mourning"}]},
                        {"alternatives":[{"transcript":" everyone"}]},{"languageCode":"en-us"}]}""");
    private final LocalServer server = new LocalServer(_ -> answer);

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsThePieceAndReadsTheText() throws Exception {
        assertThat(recognise(Optional.of("de-DE"))).isEqualTo("good morning everyone");

        var request = server.requests.getLast();
        assertThat(request.path()).isEqualTo("/v2/projects/radio/locations/eu/recognizers/_:recognize");
        assertThat(request.headers().get("Authorization")).containsExactly("Bearer " + TOKEN);
        var body = new ObjectMapper().readTree(request.body());
        assertThat(body.at("/config/languageCodes/0").asText()).isEqualTo("de-DE");
        assertThat(body.at("/config/model").asText()).isEqualTo("long");
        assertThat(Base64.getDecoder().decode(body.at("/content").asText())).hasSize(32_044);
    }

    @Test
    void findsNoTextWhenNobodySpeaks() throws Exception {
        answer = Answer.json(200, "{}");

        assertThat(recognise(Optional.empty())).isEmpty();
    }

    @Test
    void comesBackWhenTheQuotaIsUsedUp() {
        answer = Answer.json(429, "{\"error\":{\"message\":\"quota exceeded\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .withMessage("Google Speech-to-Text answered 429: quota exceeded")
                .satisfies(failure -> assertThat(failure.retryAfter()).contains(Duration.ofSeconds(30)));
    }

    @Test
    void givesUpWhenRefusedAndKeepsTheTokenToItself() {
        answer = Answer.json(401, "{\"error\":{\"message\":\"token " + TOKEN + " is not welcome\"}}");

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> recognise(Optional.empty()))
                .withMessageContaining("token *** is not welcome")
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    @Test
    void leavesAFailingServiceToALaterAttempt() {
        answer = Answer.json(503, "{\"error\":{\"message\":\"try later\"}}");

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> recognise(Optional.empty()));
    }

    @Test
    void saysHowToLogIn() {
        var loggedOut = new GoogleLogin(() -> {
            throw new IOException("no credentials");
        });

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> engine(loggedOut).recognise(new short[16_000], Optional.empty()))
                .withMessageContaining("GOOGLE_APPLICATION_CREDENTIALS");
    }

    @Test
    void isReadyOnlyWithProjectAndLocation() {
        var project = Settings.of(GoogleSpeechConfig.class, Map.of("GOOGLE_CLOUD_PROJECT", "radio"));

        assertThat(new GoogleSpeech(project, login).missing()).isPresent();
        assertThat(engine(login).missing()).isEmpty();
    }

    private String recognise(Optional<String> language) throws Exception {
        return engine(login).recognise(new short[16_000], language);
    }

    private GoogleSpeech engine(GoogleLogin login) {
        var config = Settings.of(
                GoogleSpeechConfig.class,
                Map.of(
                        "GOOGLE_CLOUD_PROJECT", "radio",
                        "GOOGLE_SPEECH_LOCATION", "eu",
                        "handoff.speech.google.base-url", server.address()));
        return new GoogleSpeech(config, login);
    }
}
