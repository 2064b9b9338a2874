package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.host.HostFault;
import dev.handoff.kit.media.BoundedProcess.Ending;
import dev.handoff.task.TaskCancelled;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                "echo '[out#0/wav @ 0x1] [error] Error closing file: Disk quota exceeded' >&2; exit 228",
                "echo 'talk.wav: Too many open files' >&2; exit 1",
                "head -c 1000 /dev/zero | tr '\\0' 'x' | fold -w 9 >&2; echo >&2; echo 'No space left on device' >&2; exit 1",
            })
    void blamesTheMachineForWhatItLacks(String script) {
        assertThatThrownBy(() -> run(script, Duration.ofMinutes(1)))
                .isInstanceOf(HostFault.class)
                .hasMessageContaining("this machine, and not the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo '[wav @ 0x1] Cannot allocate memory' >&2; exit 244",
                "echo 'Error during demuxing: Input/output error' >&2; exit 251",
                "kill -9 $$",
                "kill -15 $$",
            })
    void countsAnAttemptWhereTheMachineOrTheFileMayBeAtFault(String script) {
        assertThatThrownBy(() -> run(script, Duration.ofMinutes(1)))
                .isInstanceOf(IOException.class)
                .isNotInstanceOf(HostFault.class)
                .hasMessageContaining("this machine or the file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "echo '[info]     title  : x: No space left on device' >&2; echo '[error] broken' >&2; exit 1",
                "echo '[mov @ 0x1] [info] title: [error] x: No space left on device' >&2; exit 1",
                "echo 'Error opening input file file:No space left on device.wav.' >&2; exit 1",
            })
    void believesNoFileThatSpeaksForTheMachine(String script) throws Exception {
        assertThat(run(script, Duration.ofMinutes(1))).isInstanceOf(Ending.Failed.class);
    }

    @Test
    void tellsAFullDiskAndTooManyFilesByWhatFfmpegReallySays() throws Exception {
        var ffmpeg = new Ffmpeg(Recordings.FFMPEG, List.of());
        var full = ffmpeg.command("ffmpeg", converting("/dev/full"));
        var few = ffmpeg.command("ffmpeg", converting("few.wav"));
        few.command().addAll(0, List.of("sh", "-c", "ulimit -n 4; exec \"$@\"", "sh"));

        assertThatThrownBy(() -> run(full)).isInstanceOf(HostFault.class).hasMessageContaining("No space left");
        assertThatThrownBy(() -> run(few)).isInstanceOf(HostFault.class).hasMessageContaining("Too many open files");
    }

    private static List<String> converting(String target) {
        return List.of(
                "-nostdin", "-v", "error", "-y", "-i", Recordings.SAMPLE.toString(), "-f", "wav", "file:" + target);
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

    private Ending run(ProcessBuilder command) throws Exception {
        return new BoundedProcess(folder, Duration.ofMinutes(1)).run(command, folder.resolve("output"), 1000);
    }

    private Ending run(String script, Duration timeout) throws Exception {
        return new BoundedProcess(folder, timeout)
                .run(new ProcessBuilder("sh", "-c", script), folder.resolve("output"), 1000);
    }
}
