package dev.handoff.kit.provider.speech.google;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.kit.provider.GoogleAccount;
import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.speech.SpeechEngine;
import dev.handoff.kit.provider.speech.Wav;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Sends each piece with the request that recognises it, which is allowed up to a minute. */
@Singleton
public final class GoogleSpeech implements SpeechEngine {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final GoogleSpeechConfig config;
    private final GoogleAccount account;
    private final WebService service = new WebService("Google Speech-to-Text", Duration.ofMinutes(2));

    public GoogleSpeech(GoogleSpeechConfig config, GoogleLogin login) {
        this.config = config;
        this.account = new GoogleAccount(login, "requests to Speech-to-Text");
    }

    @Override
    public String name() {
        return "google";
    }

    @Override
    public Optional<String> missing() {
        return config.project().isPresent() && config.location().isPresent()
                ? Optional.empty()
                : Optional.of("set GOOGLE_CLOUD_PROJECT and GOOGLE_SPEECH_LOCATION, such as global");
    }

    @Override
    public Optional<String> defaultLanguage() {
        return Optional.of(config.language());
    }

    @Override
    public boolean understands(String language) {
        return true;
    }

    @Override
    public String recognise(short[] samples, Optional<String> language)
            throws TaskFailure, IOException, InterruptedException {
        var decoding = Map.of(
                "autoDecodingConfig", Map.of(),
                "languageCodes", List.of(language.orElse(config.language())),
                "model", config.model());
        var request = WebRequests.to(recognizer().toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(
                        JSON.writeValueAsBytes(Map.of("config", decoding, "content", Wav.of(samples)))));
        return text(service.ask(request, account.sign(request, recognizer())));
    }

    private URI recognizer() {
        var location = config.location().orElseThrow();
        var host = location.equals("global") ? "speech.googleapis.com" : location + "-speech.googleapis.com";
        return URI.create("%s/v2/projects/%s/locations/%s/recognizers/_:recognize"
                .formatted(
                        config.baseUrl().orElse("https://" + host),
                        config.project().orElseThrow(),
                        location));
    }

    private static String text(JsonNode answer) {
        return StreamSupport.stream(answer.path("results").spliterator(), false)
                .map(result -> result.at("/alternatives/0/transcript").asText().strip())
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
