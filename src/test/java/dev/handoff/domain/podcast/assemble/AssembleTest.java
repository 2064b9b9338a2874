package dev.handoff.domain.podcast.assemble;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.LocalServer;
import dev.handoff.domain.podcast.template.Template;
import dev.handoff.domain.podcast.template.Templates;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.store.TaskStore;
import dev.handoff.engine.submit.Groups;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.media.Chapter;
import dev.handoff.kit.media.Heard;
import dev.handoff.kit.media.Recordings;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupMember;
import dev.handoff.task.Invalid;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import dev.handoff.task.TestRun;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole episodes, through the engine. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(AssembleTest.Studio.class)
class AssembleTest {

    private static final Path FOLDER = Path.of("target", "test-episodes").toAbsolutePath();

    /** The sample, three seconds of silence, and the sample again: 13.6 s. */
    private static final String WITH_A_GAP = "[0:a]asplit[a][b];[a]apad=pad_dur=3[c];[c][b]concat=n=2:v=0:a=1";

    /** In Hz: enough to find where something is heard, and found a hundred times sooner than at 44,100. */
    private static final int ROUGH = 4410;

    private static final LocalServer VOICE = new LocalServer(
            _ -> new LocalServer.Answer(200, Map.of("Content-Type", "audio/wav"), bytes(Recordings.SAMPLE)));

    /** A storage of its own, short pieces, and a voice that always says the same. */
    public static final class Studio implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "handoff.storage.folder",
                    FOLDER.toString(),
                    "handoff.assemble.piece",
                    "4s",
                    "handoff.voice.engine",
                    "openai",
                    "handoff.voice.openai.base-url",
                    VOICE.address());
        }
    }

    @Inject
    Episodes episodes;

    @Inject
    Templates templates;

    @Inject
    Tasks tasks;

    @Inject
    Groups groups;

    @Inject
    TaskStore store;

    @Inject
    Assemble assemble;

    @BeforeAll
    static void record() throws Exception {
        Files.createDirectories(FOLDER);
        Recordings.made(
                FOLDER.resolve("talk.mp3"), "-y", "-i", Recordings.SAMPLE.toString(), "-filter_complex", WITH_A_GAP);
        Recordings.made(FOLDER.resolve("intro.mp3"), "-y", "-f", "lavfi", "-i", "sine=1000:d=3");
        Files.writeString(FOLDER.resolve("text.mp3"), "This is no sound.");
    }

    @ParameterizedTest
    @CsvSource({"mp3, -16", "m4a, -19"})
    void episodeIsAsTheTemplateSays(String format, double loudness) throws Exception {
        var id = "episode-" + format;
        var ended = episodes.ended(episodes.submit("""
                {"episode_id": "%s", "main_content_filename": "talk.mp3", "user_id": "jane", "color": "unknown",
                 "episode_details": {"title": "Ill-disposed", "author": "Jane Austen", "number": 7,
                    "chapters": [{"start": 0, "title": "Once"}, {"start": 8.3, "title": "Again"}]},
                 "template": {"format": "%s", "loudness": %s, "segments": [
                    {"type": "clip", "filename": "intro.mp3", "title": "Intro"},
                    {"type": "main", "title": "Talk", "crossfade": 0.5},
                    {"type": "silence", "seconds": 1}]}}\
                """.formatted(id, format, loudness)));

        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(TaskState.SUCCEEDED);
        var assembled = episodes.result(ended);
        var episode = assembled.episode();
        var file = FOLDER.resolve(episode.filename());
        assertThat(episode.filename()).isEqualTo("output/episodes/" + id + "." + format);
        assertThat(assembled.pieces()).isGreaterThan(1);
        assertThat(Heard.loudness(file)).isCloseTo(loudness, within(1.0));
        assertThat(Heard.peak(file)).isLessThanOrEqualTo(-1.0);
        assertThat(episode.loudness().integrated()).isCloseTo(Heard.loudness(file), within(0.2));
        var heard = Heard.of(file);
        assertThat(heard.seconds()).isCloseTo(episode.duration(), within(0.05));
        // The intro, the talk without most of its silence, and the silence; less what overlaps.
        assertThat(episode.silenceCut()).isCloseTo(2.8, within(0.3));
        assertThat(episode.duration()).isCloseTo(3 + 13.6 - episode.silenceCut() + 1 - 0.5, within(0.2));
        assertThat(Heard.of(file, ROUGH)
                        .find(Heard.of(FOLDER.resolve("intro.mp3"), ROUGH).part(0.5, 1.5)))
                .isBetween(0.0, 2.0);
        assertThat(heard.level(episode.duration() - 0.9, episode.duration() - 0.1))
                .isLessThan(-60);
        assertThat(episode.chapters()).extracting(Chapter::title).containsExactly("Intro", "Once", "Again");
        assertThat(episode.chapters().get(1).start()).isCloseTo(2.5, within(0.01));
        assertThat(episode.chapters().get(2).start()).isCloseTo(2.5 + 8.3 - episode.silenceCut(), within(0.4));
        assertThat(Files.readAllBytes(FOLDER.resolve(episode.waveform()))).startsWith(0x89, 'P', 'N', 'G');
        assertThat(inBetween(assembled.groupId())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"phone.wav, 8000, 1", "camera.m4a, 48000, 2", "studio.flac, 96000, 2"})
    void recordingsOfAnyKindBecomeEpisodes(String name, int rate, int channels) throws Exception {
        Recordings.made(
                FOLDER.resolve(name),
                "-y",
                "-i",
                Recordings.SAMPLE.toString(),
                "-ar",
                String.valueOf(rate),
                "-ac",
                String.valueOf(channels));

        var ended = episodes.ended(episodes.submit("""
                {"episode_id": "%s", "main_content_filename": "%s", "template": {"segments": [
                 {"type": "clip", "filename": "intro.mp3"}, {"type": "main"}]}}\
                """.formatted(name, name)));

        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(TaskState.SUCCEEDED);
        var episode = episodes.result(ended).episode();
        var file = FOLDER.resolve(episode.filename());
        assertThat(Heard.loudness(file)).isCloseTo(-16, within(1.0));
        var heard = Heard.of(file, 8000);
        assertThat(heard.seconds()).isCloseTo(8.3, within(0.1));
        assertThat(heard.find(Heard.of(Recordings.SAMPLE, 8000).part(1, 2))).isCloseTo(4, within(0.05));
    }

    @Test
    void recordingThatIsCutOffIsDead() throws Exception {
        Recordings.cutOff(Recordings.converted(fresh("cut.m4a")), 0.5);

        var ended = episodes.ended(episodes.submit("""
                {"episode_id": "cut", "main_content_filename": "cut.m4a", "template": {"segments": [{"type": "main"}]}}\
                """));

        assertThat(ended.state()).isEqualTo(TaskState.DEAD);
        assertThat(ended.groups()).isEmpty();
    }

    @Test
    void sameInputMakesTheSameBytes() throws Exception {
        var first = episodeOf("same-1");
        var second = episodeOf("same-2");

        assertThat(FOLDER.resolve(second.filename())).hasSameBinaryContentAs(FOLDER.resolve(first.filename()));
        assertThat(FOLDER.resolve(second.waveform())).hasSameBinaryContentAs(FOLDER.resolve(first.waveform()));
    }

    @Test
    void storedTemplateIsTakenAndItsTextsAreSpoken() throws Exception {
        var id = "t" + UUID.randomUUID();
        templates.put(read(id, """
                {"segments": [{"type": "speech", "text": "Welcome to {{show}}, {{guest}}.", "title": "Hello"},
                    {"type": "main"}]}\
                """), new PutCondition.Always());
        VOICE.requests.clear();

        var ended = episodes.ended(episodes.submit("""
                {"episode_id": "spoken", "main_content_filename": "talk.mp3", "template_id": "%s",
                 "output_filename": "shows/spoken.mp3", "episode_details": {"show": "the show"},
                 "tts_values": {"guest": "Jane"}}\
                """.formatted(id)));

        assertThat(ended.state()).as("%s", ended.error()).isEqualTo(TaskState.SUCCEEDED);
        var episode = episodes.result(ended).episode();
        assertThat(episode.filename()).isEqualTo("output/shows/spoken.mp3");
        assertThat(episode.waveform()).isEqualTo("output/shows/spoken.png");
        assertThat(VOICE.requests).singleElement().satisfies(request -> assertThat(request.text())
                .contains("Welcome to the show, Jane."));
        var heard = Heard.of(FOLDER.resolve(episode.filename()), ROUGH);
        assertThat(heard.find(Heard.of(Recordings.SAMPLE, ROUGH).part(1, 2))).isCloseTo(1, within(0.05));
    }

    /** Killed after the files were deleted, and before the engine could store the result. */
    @Test
    void lastAttemptNeedsNoFilesAnyMore() throws Exception {
        var ended = episodes.ended(episodes.submit("""
                {"episode_id": "again", "main_content_filename": "talk.mp3", "template": {"segments": [
                 {"type": "speech", "text": "Hello."}, {"type": "main"}]}}\
                """));
        var assembled = episodes.result(ended);
        VOICE.requests.clear();

        var again = assemble.handle(episodes.input(ended), new Again(ended.id(), assembled.groupId()));

        assertThat(again).isEqualTo(assembled);
        assertThat(VOICE.requests).isEmpty();
    }

    /** The next attempt of a completion, which finds the steps of the one before. */
    private final class Again extends TestRun {
        private final TaskId task;
        private final String group;

        Again(TaskId task, String group) {
            this.task = task;
            this.group = group;
            finished.putAll(store.steps(task));
        }

        @Override
        public Optional<GroupId> completes() {
            return Optional.of(GroupId.parse(group));
        }

        @Override
        public <R> List<GroupMember<R>> members(Class<R> result) {
            return episodes.members(task, result);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            talk.mp3 | "template_id": "none"                                                                  | there is no template none
            text.mp3 | "template": {"segments": [{"type": "main"}]}                                           | no recording
            none.mp3 | "template": {"segments": [{"type": "main"}]}                                           | none.mp3
            talk.mp3 | "template": {"segments": [{"type": "main"}, {"type": "clip", "filename": "text.mp3"}]} | no recording
            """)
    void whatCannotBeMadeIsDeadAndLeavesNothing(String main, String template, String error) throws Exception {
        var ended = episodes.ended(episodes.submit(
                "{\"episode_id\": \"never\", \"main_content_filename\": \"" + main + "\", " + template + "}"));

        assertThat(ended.state()).isEqualTo(TaskState.DEAD);
        assertThat(ended.error().orElseThrow()).containsIgnoringCase(error);
        assertThat(ended.attempt()).isEqualTo(1);
        assertThat(FOLDER.resolve("output/episodes/never.mp3")).doesNotExist();
    }

    @Test
    void pieceThatCannotBeCleanedIsNamed() throws Exception {
        var completion = Submission.of("assemble", episodes.json("""
                {"episode_id": "broken", "main_content_filename": "talk.mp3",
                 "template": {"segments": [{"type": "main"}]}}\
                """));
        var group = groups.create(completion, OnFailure.COMPLETE).id();
        var piece = episodes.json("{\"episode_id\": \"broken\", \"chunk_id\": \"1\", \"filename\": \"none.mp3\"}");
        var member = tasks.submit(Submission.of("process-chunk", piece).memberOf(group))
                .id();
        groups.seal(group, 1);
        episodes.ended(member);

        var ended = episodes.ended(groups.find(group).completion());

        assertThat(ended.state()).isEqualTo(TaskState.DEAD);
        assertThat(ended.error().orElseThrow()).contains("piece 1 of 1", member.toString(), "none.mp3");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "x": 1                                                                                      | /template_id
            "template_id": "a", "template": {"segments": [{"type": "main"}]}                            | /template_id
            "template_id": "a", "output_filename": "../up.mp3"                                          | /output_filename
            "template": {"segments": [{"type": "main"}]}, "output_filename": "e.m4a"                    | /output_filename
            "template": {"segments": [{"type": "main"}, {"type": "speech", "text": "I am {{who}}"}]}    | /template/segments/1/text
            "template": {"segments": [{"type": "silence", "seconds": 1}]}                               | /template/segments
            "template": {"segments": [{"type": "main"}, {"type": "jingle"}]}                            | /template/segments/1
            "template": {"segments": [{"type": "main"}, {"type": "speech", "text": "%LONG%"}]}, "tts_values": {"x": "%WORDS%"} | /template/segments/1/text
            "template_id": "a", "tts_values": {"who": 7}                                                | /tts_values
            """)
    void inputThatCannotWorkIsRefused(String fields, String pointer) {
        assertThatThrownBy(() -> episodes.submit("{\"episode_id\": \"e\", \"main_content_filename\": \"talk.mp3\", "
                        + fields.replace("%LONG%", "{{x}} ".repeat(500)).replace("%WORDS%", "word ".repeat(100))
                        + "}"))
                .isInstanceOfSatisfying(Invalid.class, refused -> assertThat(refused.violations())
                        .anySatisfy(violation -> assertThat(violation.field()).startsWith(pointer)));
    }

    private Episode episodeOf(String id) {
        TaskRecord ended = episodes.ended(episodes.submit("""
                {"episode_id": "%s", "main_content_filename": "talk.mp3", "template": {"segments": [{"type": "main"}],
                 "music": [{"filename": "intro.mp3", "loop": true}]}}\
                """.formatted(id)));
        return episodes.result(ended).episode();
    }

    private Template read(String id, String json) {
        var body = (ObjectNode) episodes.json(json);
        return templates.read(body.put("template_id", id));
    }

    /** Files of the work on an episode. */
    private static List<Path> inBetween(String group) throws IOException {
        try (var files = Files.walk(FOLDER)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> file.toString().contains(group))
                    .toList();
        }
    }

    /** A name in the folder that no earlier run has left a file under. */
    private static Path fresh(String name) throws IOException {
        Files.deleteIfExists(FOLDER.resolve(name));
        return FOLDER.resolve(name);
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
