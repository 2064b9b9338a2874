package dev.handoff.domain.transcribe;

import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Pcm;
import dev.handoff.kit.provider.speech.Recogniser;
import dev.handoff.kit.provider.speech.SpeechEngines;
import dev.handoff.kit.storage.FileName;
import dev.handoff.kit.storage.Storage;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;

/** Writes down what is said in a recording. */
@Singleton
public final class Transcribe implements TaskHandler<TranscribeInput, Transcript> {

    public static final TaskType<TranscribeInput, Transcript> TRANSCRIBE = TaskType.of(
                    "transcribe", TranscribeInput.class, Transcript.class)
            .description("Writes down what is said in a recording, with times.")
            .timeout(Duration.ofMinutes(30))
            .heavy()
            .onePerProcessor();

    private final Storage storage;
    private final Decoder decoder;
    private final SpeechEngines engines;
    private final Recogniser recogniser;

    public Transcribe(Storage storage, Decoder decoder, SpeechEngines engines) {
        this.storage = storage;
        this.decoder = decoder;
        this.engines = engines;
        this.recogniser = new Recogniser(engines);
    }

    @Override
    public TaskType<TranscribeInput, Transcript> type() {
        return TRANSCRIBE;
    }

    @Override
    public void check(TranscribeInput input) {
        storage.check(input.filename());
        engines.check(Optional.ofNullable(input.language()));
    }

    @Override
    public Transcript handle(TranscribeInput input, TaskRun run) throws Exception {
        var language = Optional.ofNullable(input.language());
        // Before the file is fetched, which may take long.
        engines.engine(language);
        try (var workspace = Workspace.open()) {
            var sound = decoder.decode(storage.fetch(name(input), workspace), workspace);
            var heard = recogniser.recognise(sound, input.filename(), language, run);
            var spoken = heard.spoken().stream()
                    .map(it -> new Transcript.Segment(it.start(), it.end(), it.text()))
                    .toList();
            return new Transcript(
                    Transcript.text(spoken),
                    heard.language().orElse(null),
                    Pcm.seconds(sound.length()),
                    spoken,
                    TranscriptFiles.write(run.taskId(), spoken, storage, workspace));
        }
    }

    private FileName name(TranscribeInput input) throws TaskFailure {
        try {
            return storage.check(input.filename());
        } catch (Invalid e) {
            // The input was valid when it was submitted. The configuration has changed since.
            throw TaskFailure.permanent(e.getMessage(), e);
        }
    }
}
