package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.domain.example.ProcessMessage;
import dev.handoff.domain.transcribe.Transcribe;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.storage.Storage;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;

/** Tasks for people who look at Handoff for the first time, in every state that a task can be in. */
@Singleton
final class Demo {

    private static final String RECORDING = "/demo/sense-and-sensibility.wav";

    /** So often the recording is heard, or else it would be transcribed before anybody looks: three and a half minutes. */
    private static final int TIMES = 40;

    /** Before a WAV file's samples, where its two sizes are; the recording has the shortest header. */
    private static final int HEADER = 44;

    private static final int RIFF_SIZE = 4;
    private static final int DATA_SIZE = 40;

    private final Tasks tasks;
    private final Storage storage;
    private final SpeechModel model;
    private final ObjectMapper json;
    private final Clock clock;

    Demo(Tasks tasks, Storage storage, SpeechModel model, ObjectMapper json, Clock clock) {
        this.tasks = tasks;
        this.storage = storage;
        this.model = model;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Submits them. Fetches the speech model first if there is none; without it the transcription is left out.
     *
     * @param notices is told what happens
     */
    void submit(Consumer<String> notices) throws InterruptedException {
        message("has forty steps, to be watched", input -> input.put("steps", 40)
                .put("sleep_ms", 80_000));
        message("fails twice and succeeds then", input -> input.put("fail_attempts", 2));
        message("dies; edit it and send it again", input -> input.put("fail_permanently", true));
        tasks.submit(message("waits for an hour").at(clock.instant().plus(Duration.ofHours(1))));
        notices.accept("submitted a task that moves, one that fails, one that dies and one that waits");
        try {
            model.fetchIfNeeded(notices);
            tasks.submit(Submission.of(
                    Transcribe.TRANSCRIBE.name(), json.createObjectNode().put("filename", recording())));
            notices.accept("submitted a transcription");
        } catch (Refused missing) {
            notices.accept("no transcription is submitted: " + missing.getMessage());
        }
    }

    private void message(String text, Consumer<ObjectNode> more) {
        var submission = message(text);
        more.accept((ObjectNode) submission.input());
        tasks.submit(submission);
    }

    private Submission message(String text) {
        return Submission.of(
                ProcessMessage.PROCESS_MESSAGE.name(), json.createObjectNode().put("text", text));
    }

    /** @return its name in the storage */
    private String recording() {
        try {
            var folder = Files.createTempDirectory("handoff-demo-");
            var file = folder.resolve(Path.of(RECORDING).getFileName());
            try (var resource = Demo.class.getResourceAsStream(RECORDING)) {
                Files.write(file, repeated(resource.readAllBytes()));
                return storage.store(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't store the recording", e);
        }
    }

    private static byte[] repeated(byte[] wav) {
        int samples = wav.length - HEADER;
        var all = ByteBuffer.allocate(HEADER + TIMES * samples).order(ByteOrder.LITTLE_ENDIAN);
        all.put(wav, 0, HEADER);
        for (int i = 0; i < TIMES; i++) {
            all.put(wav, HEADER, samples);
        }
        all.putInt(RIFF_SIZE, all.capacity() - RIFF_SIZE - Integer.BYTES);
        all.putInt(DATA_SIZE, TIMES * samples);
        return all.array();
    }
}
