package dev.handoff.kit.provider.voice.openai;

import dev.handoff.kit.provider.OpenAiProvider;
import dev.handoff.kit.provider.OpenAiServer;
import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.voice.TextLimit;
import dev.handoff.kit.provider.voice.TextLimit.Unit;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Asks for one sound file a piece. The API has no word for the language: the model reads it off the text. */
@Singleton
public final class OpenAiVoice implements VoiceEngine, OpenAiProvider {

    /** The API's limit for {@code input}. */
    private static final TextLimit LIMIT = new TextLimit(4096, Unit.CHARACTERS);

    private final OpenAiVoiceConfig config;
    private final OpenAiServer server;
    private final WebService service;

    public OpenAiVoice(OpenAiVoiceConfig config, VoiceConfig voice) {
        this.config = config;
        this.server = new OpenAiServer(config.baseUrl(), config.apiKey());
        this.service = new WebService("the voice service", voice.timeout());
    }

    @Override
    public OpenAiServer server() {
        return server;
    }

    @Override
    public List<String> pieces(String text) {
        return LIMIT.pieces(text);
    }

    @Override
    public void speak(String piece, Optional<String> voice, Optional<String> language, Path target)
            throws TaskFailure, IOException, InterruptedException {
        var body = Map.of(
                "model", config.model(),
                "voice", voice.orElse(config.voice()),
                "input", piece,
                "response_format", config.format().name().toLowerCase(Locale.ROOT));
        var request = server.post("/audio/speech", body);
        service.save(request, server.secret(), target, MAX_BYTES);
        checkSound(target);
    }

    /** Refuses an empty answer, and text such as JSON or a web page, with which no sound file begins. */
    private void checkSound(Path answer) throws TaskFailure, IOException {
        byte[] head;
        try (var in = Files.newInputStream(answer)) {
            head = in.readNBytes(1024);
        }
        if (head.length == 0) {
            throw new IOException("the voice service answered with nothing");
        }
        var text = new String(head, StandardCharsets.UTF_8).strip();
        if (text.startsWith("{") || text.startsWith("[") || text.startsWith("<")) {
            throw TaskFailure.permanent("the voice service answered with text in place of sound; see whether"
                    + " OPENAI_BASE_URL is right: " + WebService.quote(text, server.secret()));
        }
    }
}
