package dev.handoff.kit.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.management.ThreadMXBean;
import dev.handoff.Settings;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for files wherever they are kept. */
abstract class StorageContract {

    @TempDir
    Path machine;

    /** Where files are kept: nothing, or a bucket and its slash. */
    abstract String place();

    abstract CloudStorage cloud();

    @Test
    void whatIsPutIsFetchedAgain() throws Exception {
        put("talks/monday.wav", "sound of monday");

        assertThat(fetch("talks/monday.wav")).hasContent("sound of monday");
    }

    @Test
    void whoeverLooksFindsTheOldOrTheNewWhole() throws Exception {
        var contents = List.of("a".repeat(300_000), "b".repeat(200_000));
        put("monday.wav", contents.getFirst());
        var writers = contents.stream().map(this::writer).toList();

        while (writers.stream().anyMatch(Thread::isAlive)) {
            try {
                assertThat(contents).contains(Files.readString(fetch("monday.wav")));
            } catch (IOException replacedMeanwhile) {
                assertThat(replacedMeanwhile).hasMessageStartingWith("could not read gs://talks/monday.wav: 404");
            }
        }
    }

    /** Two at a time are an attempt that was given up and its successor. */
    private Thread writer(String content) {
        var file = machine.resolve("made-" + content.charAt(0));
        return Thread.startVirtualThread(() -> {
            try {
                Files.writeString(file, content);
                for (int times = 0; times < 30; times++) {
                    storage().put(file, name("monday.wav"));
                }
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void isFetchedTwice() throws Exception {
        put("jingle.wav", "sound");
        var workspace = new Workspace(machine);

        assertThat(storage().fetch(name("jingle.wav"), workspace)).hasContent("sound");
        assertThat(storage().fetch(name("jingle.wav"), workspace)).hasContent("sound");
    }

    @Test
    void emptyFilesAreFilesToo() throws Exception {
        put("silence.wav", "");

        assertThat(exists("silence.wav")).isTrue();
        assertThat(fetch("silence.wav")).isEmptyFile();
    }

    @Test
    void whatIsPutAgainIsReplaced() throws Exception {
        put("monday.wav", "a first and longer try");
        put("monday.wav", "sound");

        assertThat(fetch("monday.wav")).hasContent("sound");
    }

    @Test
    void existsAfterItWasPut() throws Exception {
        put("talks/monday.wav", "sound");

        assertThat(exists("talks/monday.wav")).isTrue();
        assertThat(exists("talks/tuesday.wav")).isFalse();
        assertThat(exists("nowhere/monday.wav")).isFalse();
        assertThat(exists("talks/monday.wav/part")).isFalse();
    }

    @Test
    void deletesTwice() throws Exception {
        put("talks/monday.wav", "sound");

        storage().delete(name("talks/monday.wav"));
        storage().delete(name("talks/monday.wav"));
        storage().delete(name("nowhere/monday.wav"));

        assertThat(exists("talks/monday.wav")).isFalse();
    }

    @Test
    void deletesAllBelowAName() throws Exception {
        put("work/1/a.wav", "a");
        put("work/1/deep/er/b.wav", "b");
        put("work/10/c.wav", "c");
        put("work/1.wav", "d");

        storage().deleteAll(name("work/1"));
        storage().deleteAll(name("work/1"));

        assertThat(exists("work/1/a.wav")).isFalse();
        assertThat(exists("work/1/deep/er/b.wav")).isFalse();
        assertThat(exists("work/10/c.wav")).isTrue();
        assertThat(exists("work/1.wav")).isTrue();
    }

    @Test
    void aFileIsNotAFolder() throws Exception {
        put("monday.wav", "sound");

        storage().deleteAll(name("monday.wav"));

        assertThat(exists("monday.wav")).isTrue();
    }

    @Test
    void refusesWhatIsTooLarge() throws IOException {
        var file = Files.write(machine.resolve("large"), new byte[2000]);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(
                        () -> storage(Map.of("handoff.storage.max-size", "1K")).put(file, name("large.wav")))
                .withMessageContaining(
                        "large.wav has 2000 bytes, the limit is 1024; handoff.storage.max-size raises it")
                .matches(TaskFailure::isPermanent);
    }

    @Test
    void holdsNoLargeFileInMemory() throws Exception {
        var file = LargeFile.of(machine.resolve("large"), 300);
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long before = threads.getCurrentThreadAllocatedBytes();

        storage().put(file, name("large.wav"));
        var fetched = fetch("large.wav");

        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(64 << 20);
        assertThat(Files.mismatch(fetched, file)).isEqualTo(-1);
    }

    @Test
    void putsUnderNamesThatNeedEscaping() throws Exception {
        for (var path : new String[] {"a b+c&d=e#f?.wav", "Gespräch/第一.wav", "100 %.wav", "~ü'\"<>|*:;,@.wav"}) {
            put(path, path);

            assertThat(fetch(path)).hasContent(path);
            storage().delete(name(path));
            assertThat(exists(path)).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"..", "../a.wav", "a/../../b.wav", ".", "a//b", "/etc/passwd", "a/", "a\\b", "%2e%2e/a", "a\nb"})
    void refusesHostileOutputs(String path) {
        assertThatExceptionOfType(Invalid.class)
                .isThrownBy(() -> storage().output(path))
                .withMessageStartingWith("/output: ");
    }

    @Test
    void outputsGoWhereTheConfigurationSays() throws Exception {
        var storage = storage(Map.of("handoff.storage.output", place() + "made/here/"));

        var name = storage.output("talks/monday.mp3");
        storage.put(file("sound"), name);

        assertThat(name).hasToString(place() + "made/here/talks/monday.mp3");
        assertThat(fetch("made/here/talks/monday.mp3")).hasContent("sound");
    }

    void assertRefused(Action action, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(action::run)
                .withMessageContaining(reason)
                .matches(TaskFailure::isPermanent);
    }

    interface Action {
        void run() throws Exception;
    }

    void put(String path, String content) throws Exception {
        storage().put(file(content), name(path));
    }

    boolean exists(String path) throws Exception {
        return storage().exists(name(path));
    }

    Path fetch(String path) throws Exception {
        return storage().fetch(name(path), new Workspace(Files.createTempDirectory(machine, "workspace")));
    }

    FileName name(String path) {
        return FileName.parse(place() + path);
    }

    Path file(String content) throws IOException {
        return Files.writeString(machine.resolve("made"), content);
    }

    Storage storage() {
        return storage(Map.of());
    }

    Storage storage(Map<String, String> settings) {
        var all = new HashMap<>(settings);
        all.put("handoff.storage.folder", machine.resolve("storage").toString());
        return new Storage(Settings.of(StorageConfig.class, all), cloud());
    }
}
