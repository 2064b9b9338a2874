package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.handoff.Settings;
import dev.handoff.domain.podcast.chunk.Chunk;
import dev.handoff.domain.podcast.chunk.ChunkInput;
import dev.handoff.domain.podcast.chunk.ProcessChunk;
import dev.handoff.kit.media.Decoder;
import dev.handoff.kit.media.Ffmpeg;
import dev.handoff.kit.media.MediaConfig;
import dev.handoff.kit.media.Recordings;
import dev.handoff.kit.media.SoundStages;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupMember;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskGroup;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TaskType;
import dev.handoff.task.TestRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Episodes of which pieces could not be cleaned at first. */
class MendedEpisodeTest {

    private static final GroupId GROUP = new GroupId(new UUID(8, 8));
    private static final AssembleInput INPUT = Studio.input("""
            {"episode_id": "mended", "main_content_filename": "talk.wav", "template": {"segments": [{"type": "main"}]}}\
            """);

    @TempDir
    Path folder;

    private final List<ChunkInput> pieces = new ArrayList<>();
    private final List<GroupMember<Chunk>> members = new ArrayList<>();

    @BeforeEach
    void divide() throws Exception {
        Recordings.made(
                folder.resolve("talk.wav"), "-stream_loop", "1", "-i", Recordings.SAMPLE.toString(), "-c", "copy");
        studio().handle(INPUT, new Dividing());
        pieces.forEach(_ -> members.add(member(TaskState.DEAD, Optional.empty())));
    }

    @Test
    void deadPiecesFindTheirInputsAndBecomeTheEpisode() throws Exception {
        assertThat(pieces).hasSizeGreaterThan(1);
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::compose)
                .withMessageMatching(
                        "piece 1 of .* mend the cause, retry that task and others of its kind, then this one")
                .matches(TaskFailure::isPermanent);

        clean();

        assertThat(compose().episode().filename()).isEqualTo("output/episodes/mended.mp3");
        assertThat(left()).isEmpty();
    }

    @Test
    void completionThatIsRetriedBeforeItsPiecesAreCleanedComesBackLater() {
        members.replaceAll(_ -> member(TaskState.RUNNING, Optional.empty()));
        members.set(0, member(TaskState.QUEUED, Optional.empty()));

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(this::compose)
                .withMessageContaining("piece 1 of " + members.size() + " is not cleaned yet")
                .matches(failure -> failure.retryAfter().equals(Optional.of(Duration.ofSeconds(15))));
    }

    @Test
    void retriedCompletionDoesNotTellProgressOfWhatIsDone() throws Exception {
        clean();
        var first = new Completing();
        studio().handle(INPUT, first);
        var again = new Completing();
        again.finished.putAll(first.finished);

        studio().handle(INPUT, again);

        assertThat(first.progress).isNotEmpty();
        assertThat(again.progress).isEmpty();
    }

    @Test
    void filesOfAnEpisodeThatNobodyRetriesGoWithItsGroup() throws Exception {
        clean();
        assertThat(left()).isNotEmpty();

        studio().delete(GROUP);
        studio().delete(GROUP);

        assertThat(left()).isEmpty();
        assertThat(folder.resolve("talk.wav")).exists();
    }

    private Assemble studio() {
        return new Studio(folder).handler();
    }

    private Assembled compose() throws Exception {
        return studio().handle(INPUT, new Completing());
    }

    private void clean() throws Exception {
        var media = Settings.of(MediaConfig.class, Map.of("handoff.media.data", "target/test-data"));
        var ffmpeg = new Ffmpeg(media);
        var cleaner = new ProcessChunk(
                new Studio(folder).storage(), new Decoder(media, ffmpeg), new SoundStages(media, ffmpeg));
        members.clear();
        for (var piece : pieces) {
            members.add(member(TaskState.SUCCEEDED, Optional.of(cleaner.handle(piece, new TestRun()))));
        }
    }

    /** What lies in the folders of the group. */
    private List<Path> left() throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(GROUP.toString()))
                    .toList();
        }
    }

    private static GroupMember<Chunk> member(TaskState state, Optional<Chunk> chunk) {
        return new GroupMember<>(
                new TaskId(UUID.randomUUID()),
                "process-chunk",
                state,
                chunk,
                state == TaskState.DEAD ? Optional.of("ffmpeg is broken") : Optional.empty());
    }

    /** The task that makes the group. */
    private final class Dividing extends TestRun {

        @Override
        public <I> TaskGroup group(String name, TaskType<I, ?> completion, I input, OnFailure onFailure) {
            return new TaskGroup() {
                @Override
                public GroupId id() {
                    return GROUP;
                }

                @Override
                public <M> TaskId submit(String name, TaskType<M, ?> type, M input) {
                    pieces.add((ChunkInput) input);
                    return new TaskId(UUID.randomUUID());
                }

                @Override
                public <M> List<TaskId> submitAll(String name, TaskType<M, ?> type, List<M> inputs) {
                    return inputs.stream()
                            .map(input -> submit(name, type, input))
                            .toList();
                }

                @Override
                public void seal() {
                    assertThat(pieces).isNotEmpty();
                }
            };
        }
    }

    /** The group's completion. */
    private final class Completing extends TestRun {

        @Override
        public Optional<GroupId> completes() {
            return Optional.of(GROUP);
        }

        // The members of this group are all of one type.
        @SuppressWarnings("unchecked")
        @Override
        public <R> List<GroupMember<R>> members(Class<R> result) {
            return (List<GroupMember<R>>) (List<?>) members;
        }
    }
}
