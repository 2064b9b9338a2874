package dev.handoff.domain.podcast.chunk;

import static dev.handoff.domain.podcast.chunk.Cleaning.input;
import static dev.handoff.domain.podcast.chunk.Cleaning.part;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.media.Recordings;
import dev.handoff.task.TestRun;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChunkTwiceTest {

    private static final ChunkInput INPUT = input("talk.wav", null);

    @TempDir
    Path folder;

    private final TestRun run = new TestRun();
    private Cleaning cleaning;

    @BeforeEach
    void sample() throws Exception {
        cleaning = new Cleaning(folder);
        Files.copy(Recordings.SAMPLE, folder.resolve("talk.wav"));
    }

    @Test
    void anotherTaskDoesNoWork() throws Exception {
        var first = cleaning.clean(INPUT);

        var second = cleaning.handler().handle(INPUT, run);

        assertThat(second).isEqualTo(first);
        assertThat(run.progress).isEmpty();
    }

    @Test
    void theNextAttemptNeedsNotEvenTheRecording() throws Exception {
        var first = cleaning.handler().handle(INPUT, run);
        Files.delete(folder.resolve("talk.wav"));

        assertThat(cleaning.handler().handle(INPUT, run.next())).isEqualTo(first);
    }

    @Test
    void anAttemptThatWasKilledAfterStoringIsNotRepeated() throws Exception {
        var stored = cleaning.handler().handle(INPUT, run);
        run.finished.clear();
        var next = run.next();

        assertThat(cleaning.handler().handle(INPUT, next)).isEqualTo(stored);
        assertThat(next.progress).isEmpty();
    }

    @Test
    void aFileWithoutItsRecordIsMadeAgainAndIsTheSame() throws Exception {
        var first = cleaning.clean(INPUT);
        var before = Files.readAllBytes(cleaning.file(first));
        Files.delete(folder.resolve(first.filename() + ".json"));

        assertThat(cleaning.handler().handle(INPUT, run)).isEqualTo(first);
        assertThat(run.progress).last().isEqualTo("700/700");
        assertThat(cleaning.file(first)).hasBinaryContent(before);
    }

    @Test
    void whatIsGoneOrUnreadableIsMadeAgain() throws Exception {
        var first = cleaning.handler().handle(INPUT, run);
        Files.delete(cleaning.file(first));
        Files.writeString(folder.resolve(first.filename() + ".json"), "{\"filename\":");

        assertThat(cleaning.handler().handle(INPUT, run.next())).isEqualTo(first);
        assertThat(cleaning.file(first)).exists();
    }

    @Test
    void theNameFollowsFromAllThatTheResultFollowsFrom() throws Exception {
        var names = new HashSet<String>();
        names.add(cleaning.clean(part("talk.wav", null, null)).filename());
        names.add(cleaning.clean(part("talk.wav", 1.0, null)).filename());
        names.add(cleaning.clean(part("talk.wav", 1.0, 2.0)).filename());
        names.add(cleaning.clean(INPUT).filename());
        Recordings.generated(folder.resolve("other.wav"), "sine=d=3", 1);
        names.add(cleaning.clean(part("other.wav", null, null)).filename());
        Files.copy(Recordings.SAMPLE, folder.resolve("same.wav"));
        names.add(cleaning.clean(part("same.wav", 0.0, null)).filename());

        assertThat(names).hasSize(5);
    }
}
