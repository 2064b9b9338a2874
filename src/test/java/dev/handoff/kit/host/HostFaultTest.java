package dev.handoff.kit.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.task.TaskFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostFaultTest {

    static Stream<Throwable> hostsFaults() {
        return Stream.of(
                new IOException("No space left on device"),
                new FileSystemException("/tmp/a", null, "No space left on device"),
                new FileSystemException("/tmp/a", null, "Disk quota exceeded"),
                new FileNotFoundException("/tmp/a (Too many open files)"),
                new SocketException("Too many open files"),
                new SocketException("Too many open files in system"),
                new IOException("Cannot run program \"ffmpeg\": Exec failed, error: 24 (Too many open files)"),
                new IOException("Cannot run program \"ffmpeg\": error=11, Resource temporarily unavailable"),
                new IOException("Cannot run program \"ffmpeg\": error=12, Cannot allocate memory"),
                new IOException("Input/output error"),
                new UncheckedIOException(new IOException("Stale file handle")),
                TaskFailure.permanent("can't be read", new IOException("No space left on device")),
                new OutOfMemoryError("Java heap space"),
                new OutOfMemoryError(
                        "unable to create native thread: possibly out of memory or process limits reached"),
                new UnsatisfiedLinkError("no onnxruntime in java.library.path"),
                new ExceptionInInitializerError(
                        new UnsatisfiedLinkError("/tmp/onnxruntime-java1/lib.so: file too short")),
                new NoClassDefFoundError("Could not initialize class ai.onnxruntime.OrtEnvironment"));
    }

    @ParameterizedTest
    @MethodSource("hostsFaults")
    void whatTheMachineLacksIsItsFault(Throwable thrown) {
        assertThat(HostFault.in(thrown)).isPresent();
    }

    static Stream<Throwable> others() {
        return Stream.of(
                new IOException(),
                new IOException("connection reset"),
                new IOException("the server answered 507: No space left on device, try another bucket"),
                new NoSuchFileException("/tmp/a"),
                new AccessDeniedException("/tmp/a"),
                TaskFailure.permanent("no file a.wav"),
                new OutOfMemoryError("Requested array size exceeds VM limit"),
                new NoClassDefFoundError("com/example/Forgotten"),
                new IllegalStateException("broken"));
    }

    @ParameterizedTest
    @MethodSource("others")
    void everythingElseIsNot(Throwable thrown) {
        assertThat(HostFault.in(thrown)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "No space left on device",
                "[out#0/wav @ 0x55] Error writing trailer: No space left on device",
                "Error closing file: Disk quota exceeded",
                "in.wav: Too many open files",
            })
    void whatAProgramPrintsTellsToo(String printed) {
        assertThat(HostFault.in(printed)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "in.wav: Invalid data found when processing input",
                "No such file or directory",
                "av_interleaved_write_frame(): Input/output error",
                "in.m4a: Cannot allocate memory",
                "Error opening input file file:No space left on device.wav.",
            })
    void mostOfWhatProgramsPrintIsAboutTheFile(String printed) {
        assertThat(HostFault.in(printed)).isEmpty();
    }

    @Test
    void saysWhatIsLackingAndKeepsTheCause() {
        var thrown = new IllegalStateException(new IOException("No space left on device"));

        assertThat(HostFault.in(thrown))
                .get()
                .returns("java.io.IOException: No space left on device", Throwable::getMessage)
                .returns(thrown, Throwable::getCause);
    }

    @Test
    void isKnownAgainWhenItIsThrown() {
        var fault = HostFault.in("No space left on device").orElseThrow();

        assertThat(HostFault.in(new IllegalStateException(fault))).contains(fault);
    }
}
