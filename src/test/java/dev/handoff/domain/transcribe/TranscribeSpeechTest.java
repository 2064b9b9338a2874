package dev.handoff.domain.transcribe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.Settings;
import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.media.MediaConfig;
import dev.handoff.kit.provider.speech.SpeechConfig;
import dev.handoff.kit.provider.speech.SpeechEngines;
import dev.handoff.kit.provider.speech.moonshine.ModelPull;
import dev.handoff.kit.provider.speech.moonshine.Moonshine;
import dev.handoff.kit.provider.speech.moonshine.MoonshineConfig;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageConfig;
import dev.handoff.task.TestRun;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Recognises real speech with the real model, which is fetched once and kept where the application keeps it. */
class TranscribeSpeechTest {

    private static final String SAID = "unless to be rather cold hearted and rather selfish is to be ill disposed";

    private static final TranscribeInput INPUT = new TranscribeInput("sense-and-sensibility.wav", null, "en");

    @BeforeAll
    static void pullModel() throws Exception {
        new ModelPull(Settings.of(MoonshineConfig.class).folder()).pull(System.out::println);
    }

    @Test
    void writesDownWhatIsSaid() throws Exception {
        var transcript = transcribe().handle(INPUT, new TestRun());

        assertThat(WordErrors.rate(SAID, transcript.text()))
                .as(transcript.text())
                .isLessThanOrEqualTo(0.1);
        assertThat(transcript.duration()).isEqualTo(5.3);
    }

    private static Transcribe transcribe() {
        var storage = Settings.of(StorageConfig.class, Map.of("handoff.storage.folder", "samples"));
        var media = Settings.of(MediaConfig.class, Map.of("handoff.media.data", "target/test-data"));
        var speech = Settings.of(SpeechConfig.class, Map.of("handoff.speech.engine", "moonshine"));
        return new Transcribe(
                new Storage(storage, new CloudStorage(new GoogleLogin(), Optional.empty())),
                new Decoder(media, new Ffmpeg(media)),
                new SpeechEngines(speech, List.of(new Moonshine(Settings.of(MoonshineConfig.class)))));
    }
}
