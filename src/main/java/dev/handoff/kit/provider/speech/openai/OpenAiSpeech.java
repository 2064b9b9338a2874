package dev.handoff.kit.provider.speech.openai;

import dev.handoff.kit.provider.OpenAiProvider;
import dev.handoff.kit.provider.OpenAiServer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.speech.SpeechEngine;
import dev.handoff.kit.provider.speech.Wav;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** Uploads each piece as a WAV file. */
@Singleton
public final class OpenAiSpeech implements SpeechEngine, OpenAiProvider {

    private final OpenAiSpeechConfig config;
    private final OpenAiServer server;
    private final WebService service = new WebService("the speech service", Duration.ofMinutes(2));

    public OpenAiSpeech(OpenAiSpeechConfig config) {
        this.config = config;
        this.server = new OpenAiServer(config.baseUrl(), config.apiKey());
    }

    @Override
    public OpenAiServer server() {
        return server;
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
        var request = server.request("/audio/transcriptions")
                .header("Content-Type", "multipart/form-data; boundary=" + form.boundary)
                .POST(BodyPublishers.ofByteArray(form.end()));
        return service.ask(request, server.secret()).path("text").asText().strip();
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
