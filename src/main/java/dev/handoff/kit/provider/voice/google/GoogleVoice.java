package dev.handoff.kit.provider.voice.google;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.net.WebRequests;
import dev.handoff.kit.provider.GoogleAccount;
import dev.handoff.kit.provider.WebService;
import dev.handoff.kit.provider.voice.TextLimit;
import dev.handoff.kit.provider.voice.TextLimit.Unit;
import dev.handoff.kit.provider.voice.VoiceConfig;
import dev.handoff.kit.provider.voice.VoiceEngine;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Asks for one WAV file a piece, which arrives in Base64 within JSON. */
@Singleton
public final class GoogleVoice implements VoiceEngine {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The API's limit for {@code input.text}, 5,000, with a little to spare. */
    private static final TextLimit LIMIT = new TextLimit(4900, Unit.BYTES);

    // The names of voices begin with their language: en-US-Neural2-C, cmn-CN-Wavenet-A.
    private static final Pattern LANGUAGE_OF_VOICE = Pattern.compile("([a-z]{2,3}-[A-Z]{2})-.+");

    private final GoogleVoiceConfig config;
    private final GoogleAccount account;
    private final WebService service;

    public GoogleVoice(GoogleVoiceConfig config, VoiceConfig voice, GoogleLogin login) {
        this.config = config;
        this.account = new GoogleAccount(login, "requests to Text-to-Speech");
        this.service = new WebService("Google Text-to-Speech", voice.timeout());
    }

    @Override
    public String name() {
        return "google";
    }

    @Override
    public Optional<String> missing() {
        return config.location().isPresent()
                ? Optional.empty()
                : Optional.of("set GOOGLE_SPEECH_LOCATION, such as global");
    }

    @Override
    public List<String> pieces(String text) {
        return LIMIT.pieces(text);
    }

    @Override
    public void speak(String piece, Optional<String> voice, Optional<String> language, Path target)
            throws TaskFailure, IOException, InterruptedException {
        var body = Map.of(
                "input", Map.of("text", piece),
                "voice", speaker(voice, language),
                "audioConfig", Map.of("audioEncoding", "LINEAR16"));
        var address = address();
        var request = WebRequests.to(address.toString())
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(JSON.writeValueAsBytes(body)));
        var token = account.sign(request, address);
        var answer = Files.createTempFile(target.toAbsolutePath().getParent(), "answer-", ".json");
        try {
            // Base64 makes four bytes out of three.
            service.save(request, token, answer, MAX_BYTES / 3 * 4);
            SynthesizedAudio.unpack(answer, target);
        } finally {
            Files.deleteIfExists(answer);
        }
    }

    /** A task that names a language and no voice does not want the configured voice, which speaks another one. */
    private Map<String, String> speaker(Optional<String> voice, Optional<String> language) {
        var speaker = voice.or(() -> language.isPresent() ? Optional.empty() : config.voice());
        var selection = new LinkedHashMap<String, String>();
        selection.put(
                "languageCode",
                language.or(() -> speaker.flatMap(this::languageOf)).orElse(config.language()));
        speaker.ifPresent(name -> selection.put("name", name));
        return selection;
    }

    private Optional<String> languageOf(String voice) {
        var name = LANGUAGE_OF_VOICE.matcher(voice);
        return name.matches() ? Optional.of(name.group(1)) : Optional.empty();
    }

    private URI address() {
        var location = config.location().orElseThrow();
        var host =
                location.equals("global") ? "texttospeech.googleapis.com" : location + "-texttospeech.googleapis.com";
        return URI.create(config.baseUrl().orElse("https://" + host) + "/v1/text:synthesize");
    }
}
