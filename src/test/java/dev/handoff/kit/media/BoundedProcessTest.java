package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.media.BoundedProcess.Ending;
import dev.handoff.task.TaskCancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BoundedProcessTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatAProgramWrites() throws Exception {
        assertThat(run("printf sound", Duration.ofMinutes(1))).isInstanceOf(Ending.Done.class);
        assertThat(folder.resolve("output")).hasContent("sound");
    }

    @Test
    void quotesLittleOfWhatAProgramComplainsAbout() throws Exception {
        var ending = run("yes broken | head -n 1000 >&2; exit 3", Duration.ofMinutes(1));

        assertThat(((Ending.Failed) ending).complaints())
                .startsWith("broken; broken")
                .hasSize(300);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo 'av_interleaved_write_frame(): No space left on device' >&2; exit 1",
                "echo 'talk.wav: Too many open files' >&2; exit 1",
                "echo '[wav @ 0x1] Cannot allocate memory' >&2; exit 244",
                "echo 'Error during demuxing: Input/output error' >&2; exit 251",
                "head -c 1000 /dev/zero | tr '\\0' 'x' | fold -w 9 >&2; echo 'No space left on device' >&2; exit 1",
                "kill -9 $$",
                "kill -15 $$"
            })
    void blamesNoFileForWhatTheMachineLacks(String script) {
        assertThatThrownBy(() -> run(script, Duration.ofMinutes(1)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("this machine, and not the file");
    }

    @Test
    void blamesTheFileForACrash() throws Exception {
        assertThat(run("kill -11 $$", Duration.ofMinutes(1))).isInstanceOf(Ending.Failed.class);
    }

    @Test
    void killsAProgramThatWritesTooMuch() throws Exception {
        assertThat(run("yes", Duration.ofMinutes(1))).isInstanceOf(Ending.TooMuch.class);
        assertThat(run("yes >&2", Duration.ofMinutes(1))).isInstanceOf(Ending.TooMuch.class);
    }

    @Test
    void killsAProgramThatIsWatchedGoingTooFar() throws Exception {
        assertThat(watched(() -> false)).isInstanceOf(Ending.TooMuch.class);
    }

    @Test
    void killsAProgramWhoseWatchIsCalledOff() throws Exception {
        assertThatThrownBy(() -> watched(() -> {
                    throw new TaskCancelled("cancelled by its owner");
                }))
                .isInstanceOf(TaskCancelled.class);
        assertThat(isRunning(Long.parseLong(
                        Files.readString(folder.resolve("watched")).strip())))
                .isFalse();
    }

    @Test
    void killsAProgramThatRunsTooLong() throws Exception {
        assertThat(run("sleep 600", Duration.ofMillis(100))).isInstanceOf(Ending.TooLong.class);
    }

    @Test
    void killsTheWholeFamilyWhenInterrupted() throws Exception {
        var thrown = new AtomicReference<Throwable>();
        var thread = Thread.ofVirtual().start(() -> {
            try {
                run("sleep 600 & echo $! $$ > family; wait", Duration.ofMinutes(5));
            } catch (Throwable e) {
                thrown.set(e);
            }
        });
        var family = folder.resolve("family");
        await().until(() -> Files.exists(family) && Files.readString(family).endsWith("\n"));

        thread.interrupt();
        thread.join();

        assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
        for (var pid : Files.readString(family).strip().split(" ")) {
            await().until(() -> !isRunning(Long.parseLong(pid)));
        }
    }

    /** A killed child of a killed parent stays in the table until somebody collects it. */
    private static boolean isRunning(long pid) throws Exception {
        var status = Path.of("/proc/" + pid + "/status");
        return Files.exists(status) && !Files.readString(status).contains("State:\tZ");
    }

    private Ending watched(BoundedProcess.Watch watch) throws Exception {
        var pid = folder.resolve("watched");
        return new BoundedProcess(folder, Duration.ofMinutes(5))
                .run(
                        new ProcessBuilder("sh", "-c", "echo $$ > watched; exec sleep 600"),
                        folder.resolve("output"),
                        1000,
                        () -> !Files.exists(pid) || Files.size(pid) == 0 || watch.mayGoOn());
    }

    private Ending run(String script, Duration timeout) throws Exception {
        return new BoundedProcess(folder, timeout)
                .run(new ProcessBuilder("sh", "-c", script), folder.resolve("output"), 1000);
    }
}
