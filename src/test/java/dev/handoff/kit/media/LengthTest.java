package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header says of the sound's length, and what is there. */
class LengthTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            longs = {
                169_601,
                169_600 + 22 * 2,
                169_600 + 44,
                169_600 + 2048,
                0,
                0x7FFFFFFFL,
                0x80000000L,
                0x7FFFF000L,
                0x7FFFFFFFL - 36,
                0x7FFFFFDBL,
                0xFFFFFFFFL,
                0xFFFFFFFFL - 36,
                0xFFFFFFDBL
            })
    void takesAllOfAWavFileWithAHeaderThatIsLittleOrWhollyWrong(long declared) throws Exception {
        assertThat(decode(wav(declared, 1)).length()).isEqualTo(84_800);
    }

    @Test
    void takesWhatComesAfterTheEndThatAHeaderDeclares() throws Exception {
        assertThat(decode(wav(169_600, 6)).length()).isEqualTo(6 * 84_800);
        assertThat(decode(wav(100_000, 1)).length()).isEqualTo(84_800);
    }

    @Test
    void takesNoChunkForSound() throws Exception {
        var file = wav(169_600, 1);
        var chunk = ByteBuffer.allocate(8 + 20_000).order(ByteOrder.LITTLE_ENDIAN);
        chunk.put("LIST".getBytes(StandardCharsets.US_ASCII)).putInt(20_000);
        Files.write(file, chunk.array(), StandardOpenOption.APPEND);

        assertThat(decode(file).length()).isEqualTo(84_800);
    }

    @ParameterizedTest
    @ValueSource(longs = {2 * 169_600, 169_600 + 20_000, 3L << 30})
    void refusesAWavFileThatIsCutOff(long declared) throws Exception {
        assertRefused(wav(declared, 1), "it is cut off or damaged");
    }

    @Test
    void refusesAnMp3FileThatLostAPart() throws Exception {
        var full = Files.readAllBytes(longMp3("full.mp3"));
        var hole = full.clone();
        Arrays.fill(hole, full.length / 3, 2 * full.length / 3, (byte) 0);

        assertThat(Pcm.seconds(decode(folder.resolve("full.mp3")).length())).isCloseTo(31.8, within(0.1));
        assertRefused(put("half.mp3", Arrays.copyOf(full, full.length / 2)), "declares 31.9 s of sound and has");
        assertRefused(put("hole.mp3", hole), "declares 31.9 s of sound and has");
        assertRefused(
                put("behind.mp3", concat(new byte[500], Arrays.copyOf(full, full.length / 2))), "declares 31.9 s");
    }

    @Test
    void takesMp3FilesThatWereJoinedOrDeclareNothing() throws Exception {
        var full = Files.readAllBytes(longMp3("full.mp3"));
        var bare = Files.readAllBytes(longMp3("bare.mp3", "-write_xing", "0"));

        assertThat(seconds(put("joined.mp3", concat(full, full)))).isCloseTo(63.6, within(0.3));
        assertThat(seconds(put("part.mp3", Arrays.copyOf(bare, bare.length / 2))))
                .isCloseTo(15.9, within(2.0));
        assertThat(seconds(put("most.mp3", Arrays.copyOf(full, full.length * 98 / 100))))
                .isGreaterThan(30);
    }

    private Path longMp3(String name, String... more) throws Exception {
        var arguments = new ArrayList<>(List.of("-stream_loop", "5", "-i", Recordings.SAMPLE.toString()));
        arguments.addAll(List.of("-c:a", "libmp3lame", "-q:a", "2"));
        arguments.addAll(List.of(more));
        return Recordings.made(folder.resolve(name), arguments.toArray(String[]::new));
    }

    private static byte[] concat(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }

    /** The sample so many times, in a file that declares this. */
    private Path wav(long declared, int times) throws Exception {
        var sample = Files.readAllBytes(Recordings.SAMPLE);
        var file = Recordings.wav(folder.resolve("a.wav"), 1, 16_000, declared, 169_600 * times);
        var bytes = Files.readAllBytes(file);
        for (int time = 0; time < times; time++) {
            System.arraycopy(sample, 44, bytes, 44 + time * 169_600, 169_600);
        }
        return Files.write(file, bytes);
    }

    private Path put(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> decode(file))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private double seconds(Path file) throws Exception {
        return Pcm.seconds(decode(file).length());
    }

    private Pcm decode(Path file) throws Exception {
        return Recordings.decoder(Recordings.limits("4h", "1m")).decode(file, new Workspace(folder));
    }
}
