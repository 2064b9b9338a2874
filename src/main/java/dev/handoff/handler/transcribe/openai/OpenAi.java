package dev.handoff.handler.transcribe.openai;

import dev.handoff.handler.transcribe.SpeechEngine;
import dev.handoff.handler.transcribe.Wav;
import dev.handoff.handler.transcribe.service.SpeechService;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Uploads each piece as a WAV file. */
@Singleton
public final class OpenAi implements SpeechEngine {

    private static final String OFFICIAL = "https://api.openai.com/v1";

    private final OpenAiConfig config;
    private final SpeechService service = new SpeechService("the speech service");

    public OpenAi(OpenAiConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "openai";
    }

    @Override
    public Optional<String> missing() {
        return config.baseUrl().or(config::apiKey).isPresent()
                ? Optional.empty()
                : Optional.of("set OPENAI_API_KEY, or OPENAI_BASE_URL to a server of your own");
    }

    @Override
    public Optional<String> defaultLanguage() {
        return Optional.empty();
    }

    @Override
    public boolean understands(String language) {
        return true;
    }

    @Override
    public String recognise(short[] samples, Optional<String> language)
            throws TaskFailure, IOException, InterruptedException {
        var form = new Form();
        form.field("model", config.model());
        form.field("response_format", "json");
        // The API wants the bare language, and calls pt-BR an invalid one.
        language.ifPresent(
                tag -> form.field("language", Locale.forLanguageTag(tag).getLanguage()));
        form.wav("file", Wav.of(samples));
        var base = config.baseUrl().orElse(OFFICIAL).replaceAll("/+$", "");
        var request = HttpRequest.newBuilder(URI.create(base + "/audio/transcriptions"))
                .header("Content-Type", "multipart/form-data; boundary=" + form.boundary)
                .POST(BodyPublishers.ofByteArray(form.end()));
        config.apiKey().ifPresent(key -> request.header("Authorization", "Bearer " + key));
        return service.ask(request, config.apiKey().orElse(""))
                .path("text")
                .asText()
                .strip();
    }

    /** A body of type multipart/form-data. */
    private static final class Form {
        private final String boundary = UUID.randomUUID().toString();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        void field(String name, String value) {
            text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value
                    + "\r\n");
        }

        void wav(String name, byte[] content) {
            text("--" + boundary + "\r\nContent-Disposition: form-data; name=\"" + name
                    + "\"; filename=\"piece.wav\"\r\nContent-Type: audio/wav\r\n\r\n");
            body.writeBytes(content);
            text("\r\n");
        }

        byte[] end() {
            text("--" + boundary + "--\r\n");
            return body.toByteArray();
        }

        private void text(String text) {
            body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
