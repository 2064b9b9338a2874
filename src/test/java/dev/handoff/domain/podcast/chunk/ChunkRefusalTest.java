package dev.handoff.domain.podcast.chunk;

import static dev.handoff.domain.podcast.chunk.Cleaning.input;
import static dev.handoff.domain.podcast.chunk.Cleaning.part;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.kit.media.Recordings;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TestRun;
import dev.handoff.task.Violation;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChunkRefusalTest {

    private static final ObjectMapper JSON =
            new ObjectMapper().setPropertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE);

    @TempDir
    Path folder;

    private Cleaning cleaning;

    @BeforeEach
    void sample() throws Exception {
        cleaning = new Cleaning(folder);
        Files.copy(Recordings.SAMPLE, folder.resolve("talk.wav"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            {"episode_id":"e","chunk_id":"c","filename":"a.wav"}                                       | -
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","speaker":"jane","nested":{"x":[1]}}   | -
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","options":{"colour":"red"}}            | -
            {"chunk_id":"c","filename":"a.wav"}                                                        | /episode_id
            {"episode_id":"../e","chunk_id":"c","filename":"a.wav"}                                    | /episode_id
            {"episode_id":"e","chunk_id":"c/d","filename":"a.wav"}                                     | /chunk_id
            {"episode_id":"e","chunk_id":"c\\n","filename":"a.wav"}                                    | /chunk_id
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","start":-1}                            | /start
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","end":"5"}                             | /end
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","options":{"format":"ogg"}}            | /options/format
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","options":{"loudness":0}}              | /options/loudness
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","options":{"min_silence":0.1}}         | /options/min_silence
            {"episode_id":"e","chunk_id":"c","filename":"a.wav","options":{"noise_reduction":98}}      | /options/noise_reduction
            """)
    void theSchemaPointsAtWhatIsWrong(String input, String field) throws Exception {
        var violations = RecordSchema.of(ChunkInput.class, JSON).violations(JSON.readTree(input));

        if (field == null) {
            assertThat(violations).isEmpty();
        } else {
            assertThat(violations).extracting(Violation::field).containsExactly(field);
        }
    }

    @Test
    void refusesBadInputWhenItIsSubmitted() {
        cleaning.handler().check(part("talk.wav", 1.0, 2.0));
        assertInvalid(part("talk.wav", 2.0, 1.0), "/end");
        assertInvalid(part("talk.wav", 2.0, 2.0), "/end");
        assertInvalid(part("talk.wav", null, 0.0), "/end");
        assertInvalid(part("../talk.wav", null, null), "/filename");
    }

    @Test
    void refusesAPartBehindTheEnd() {
        assertFailure(part("talk.wav", 60.0, 70.0), "no sound after 60.0 s");
    }

    @Test
    void refusesAFileThatIsMissingEmptyOrCutOff() throws Exception {
        Files.createFile(folder.resolve("empty.wav"));
        Recordings.wav(folder.resolve("none.wav"), 1, 16_000, 0, 0);
        Recordings.cutOff(Files.copy(Recordings.SAMPLE, folder.resolve("cut.wav")), 0.5);

        assertFailure(input("gone.wav", null), "no file gone.wav");
        assertFailure(input("empty.wav", null), "no recording");
        assertFailure(input("none.wav", null), "no sound after");
        assertFailure(input("cut.wav", null), "cut off");
    }

    @Test
    void refusesHostileFiles() throws Exception {
        Files.writeString(folder.resolve("list.wav"), "#EXTM3U\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n");
        Files.writeString(folder.resolve("concat.wav"), "ffconcat version 1.0\nfile 'talk.wav'\n");
        Recordings.wav(folder.resolve("huge.wav"), 1, 16_000, 3L << 30, 1000);
        Recordings.wav(folder.resolve("many.wav"), 65_535, 16_000, 1000, 1000);
        Recordings.wav(folder.resolve("slow.wav"), 1, 1, 1000, 1000);

        assertFailure(input("list.wav", null), "no recording");
        assertFailure(input("concat.wav", null), "no recording");
        assertFailure(input("huge.wav", null), "declares 3221225472 bytes");
        assertFailure(input("many.wav", null), "");
        assertFailure(input("slow.wav", null), "1 samples a second");
        assertThat(folder.resolve("output")).doesNotExist();
    }

    @Test
    void stopsWhenInterrupted() throws Exception {
        Recordings.generated(folder.resolve("long.wav"), "anoisesrc=r=8000:d=1200", 1);
        var run = new TestRun();
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                cleaning.handler().handle(input("long.wav", null), run);
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        await().until(() -> !run.progress.isEmpty());

        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOfAny(InterruptedException.class, ClosedByInterruptException.class);
        assertThat(folder.resolve("output")).doesNotExist();
    }

    @Test
    void mayTakeHalfAnHour() {
        assertThat(ProcessChunk.PROCESS_CHUNK.name()).isEqualTo("process-chunk");
        assertThat(ProcessChunk.PROCESS_CHUNK.timeout()).isEqualTo(Duration.ofSeconds(1800));
    }

    private void assertInvalid(ChunkInput input, String field) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> cleaning.handler().check(input))
                .satisfies(refusal ->
                        assertThat(refusal.violations().getFirst().field()).isEqualTo(field));
    }

    private void assertFailure(ChunkInput input, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> cleaning.handler().handle(input, new TestRun()))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }
}
