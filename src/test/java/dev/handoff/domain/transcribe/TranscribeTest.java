package dev.handoff.domain.transcribe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.Settings;
import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.media.MediaConfig;
import dev.handoff.kit.provider.speech.FakeEngine;
import dev.handoff.kit.provider.speech.Sounds;
import dev.handoff.kit.provider.speech.SpeechConfig;
import dev.handoff.kit.provider.speech.SpeechEngine;
import dev.handoff.kit.provider.speech.SpeechEngines;
import dev.handoff.kit.storage.CloudStorage;
import dev.handoff.kit.storage.GoogleLogin;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.StorageConfig;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TranscribeTest {

    private static final TranscribeInput INPUT = new TranscribeInput("talk.wav", "123", null);

    @TempDir
    Path folder;

    private final TestRun run = new TestRun();

    @Test
    void putsThePiecesTogether() throws Exception {
        threePieces();

        var transcript = transcribe(new FakeEngine("moonshine")).handle(INPUT, run);

        assertThat(transcript.text()).isEqualTo("7 s of en 8 s of en 9 s of en");
        assertThat(transcript.language()).isEqualTo("en");
        assertThat(transcript.duration()).isEqualTo(36);
        assertThat(transcript.segments()).hasSize(3).first().satisfies(segment -> {
            assertThat(segment.start()).isZero();
            assertThat(segment.end()).isBetween(7.2, 7.4);
        });
        assertThat(run.finished.keySet()).contains("cut", "piece-0001", "piece-0003");
        assertThat(run.progress).containsExactly("0/3", "1/3", "2/3", "3/3");
    }

    @Test
    void recognisesOnlyWhatIsMissingAfterACrash() throws Exception {
        threePieces();
        var crashing = new FakeEngine("moonshine") {
            @Override
            public String recognise(short[] samples, Optional<String> language) throws Exception {
                if (heard.size() == 2) {
                    throw new IllegalStateException("killed");
                }
                return super.recognise(samples, language);
            }
        };
        assertThatThrownBy(() -> transcribe(crashing).handle(INPUT, run)).hasMessage("killed");
        var engine = new FakeEngine("moonshine");

        var transcript = transcribe(engine).handle(INPUT, run.next());

        assertThat(engine.heard).containsExactly("9 s of en");
        assertThat(transcript.text()).isEqualTo("7 s of en 8 s of en 9 s of en");
    }

    @Test
    void refusesAFileThatChangedBetweenAttempts() throws Exception {
        threePieces();
        transcribe(new FakeEngine("moonshine")).handle(INPUT, run);
        new Sounds().voice(3).wav(folder.resolve("talk.wav"));

        assertFailure(transcribe(new FakeEngine("moonshine")), INPUT, run.next(), "it was changed");
    }

    @Test
    void hearsNothingInSilence() throws Exception {
        new Sounds().silence(3).wav(folder.resolve("talk.wav"));

        var transcript = transcribe(new FakeEngine("moonshine")).handle(INPUT, run);

        assertThat(transcript.text()).isEmpty();
        assertThat(transcript.duration()).isEqualTo(3);
        assertThat(transcript.segments()).isEmpty();
        assertThat(folder.resolve(transcript.files().vtt())).hasContent("WEBVTT\n\n");
    }

    @Test
    void writesTextAndSubtitlesThatAnotherAttemptLeavesAsTheyAre() throws Exception {
        threePieces();

        var first = transcribe(new FakeEngine("moonshine")).handle(INPUT, run);
        var second = transcribe(new FakeEngine("moonshine")).handle(INPUT, run.next());

        assertThat(second).isEqualTo(first);
        assertThat(folder.resolve("output/transcripts").toFile().list())
                .containsExactlyInAnyOrder(run.taskId() + ".txt", run.taskId() + ".srt", run.taskId() + ".vtt");
        assertThat(folder.resolve(first.files().txt())).hasContent("7 s of en\n8 s of en\n9 s of en");
        assertThat(Files.readString(folder.resolve(first.files().srt())))
                .startsWith("1\n00:00:00,000 --> 00:00:07,")
                .contains("\n\n3\n");
        assertThat(Files.readString(folder.resolve(first.files().vtt())))
                .startsWith("WEBVTT\n\n00:00:00.000 --> 00:00:07.");
    }

    @Test
    void refusesBadInputWhenItIsSubmitted() {
        var transcribe = transcribe(new FakeEngine("moonshine"));

        transcribe.check(INPUT);
        assertInvalid(transcribe, new TranscribeInput("../talk.wav", null, null), "/filename");
        assertInvalid(transcribe, new TranscribeInput("talk.wav", null, "fi"), "/language");
        assertInvalid(transcribe(new FakeEngine("moonshine", "run ./handoff models pull")), INPUT, "");
    }

    @Test
    void givesUpWhenTheTaskCannotSucceedHere() {
        var transcribe = transcribe(new FakeEngine("moonshine"));

        assertFailure(transcribe, INPUT, run, "no file talk.wav");
        assertFailure(transcribe, new TranscribeInput("../talk.wav", null, null), run, "/filename");
        assertFailure(transcribe, new TranscribeInput("talk.wav", null, "fi"), run, "does not understand fi");
    }

    @Test
    void readsTheInputAsItIsSubmitted() throws Exception {
        var json = new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

        var input =
                json.readValue("{\"filename\":\"gs://bucket/file.wav\",\"user_id\":\"123\"}", TranscribeInput.class);

        assertThat(input).isEqualTo(new TranscribeInput("gs://bucket/file.wav", "123", null));
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        threePieces();
        var engine = new FakeEngine("moonshine") {
            @Override
            public String recognise(short[] samples, Optional<String> language) throws Exception {
                Thread.currentThread().interrupt();
                return super.recognise(samples, language);
            }
        };
        var thrown = new AtomicReference<Throwable>();

        var thread = Thread.ofVirtual().start(() -> {
            try {
                transcribe(engine).handle(INPUT, run);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        thread.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        assertThat(engine.heard).hasSize(1);
    }

    @Test
    void mayTakeHalfAnHour() {
        assertThat(Transcribe.TRANSCRIBE.name()).isEqualTo("transcribe");
        assertThat(Transcribe.TRANSCRIBE.timeout()).isEqualTo(Duration.ofSeconds(1800));
    }

    private void threePieces() throws Exception {
        new Sounds().voice(7).silence(3).voice(8).silence(3).voice(9).silence(6).wav(folder.resolve("talk.wav"));
    }

    private Transcribe transcribe(SpeechEngine engine) {
        var media = Settings.of(MediaConfig.class, Map.of("handoff.media.data", "target/test-data"));
        var storage = Settings.of(StorageConfig.class, Map.of("handoff.storage.folder", folder.toString()));
        var speech = Settings.of(SpeechConfig.class, Map.of("handoff.speech.engine", "moonshine"));
        return new Transcribe(
                new Storage(storage, new CloudStorage(new GoogleLogin(), Optional.empty())),
                new Decoder(media, new Ffmpeg(media)),
                new SpeechEngines(speech, List.of(engine, new FakeEngine("google"))));
    }

    private static void assertInvalid(Transcribe transcribe, TranscribeInput input, String field) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> transcribe.check(input))
                .satisfies(refusal ->
                        assertThat(refusal.violations().getFirst().field()).isEqualTo(field));
    }

    private static void assertFailure(Transcribe transcribe, TranscribeInput input, TestRun run, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> transcribe.handle(input, run))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }
}
