package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a file is, is told by what is in it. */
class ContainerTest {

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "flac, 2038", "aac, 2038", "mp3, 2038", "ogg, 2038", "wav, 2038",
        "flac, 300000", "aac, 300000", "mp3, 300000", "flac, 0", "aac, 0"
    })
    void readsWhatIsBehindTags(String format, int length) throws Exception {
        var file = converted(format);

        assertHeard(put("tagged", tag(length), file));
        assertHeard(put("twice", tag(length), tag(7), file));
    }

    @ParameterizedTest
    @CsvSource({"600", "4000", "60000"})
    void readsFramesBehindZeros(int zeros) throws Exception {
        for (var format : new String[] {"mp3", "aac"}) {
            assertHeard(put("zeros", new byte[zeros], converted(format)));
            assertHeard(put("padded", tag(100), new byte[zeros], converted(format)));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 300, 333})
    void readsAStreamThatSomebodyTunedInto(int missing) throws Exception {
        var stream = Files.readAllBytes(Recordings.made(
                folder.resolve("n.mp3"),
                "-i",
                Recordings.SAMPLE.toString(),
                "-id3v2_version",
                "0",
                "-write_xing",
                "0"));
        var aac = converted("aac");

        assertHeard(put("joined", Arrays.copyOfRange(stream, missing, stream.length)));
        assertHeard(put("joined", Arrays.copyOfRange(aac, missing, aac.length)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"wide", "free", "skip"})
    void readsQuickTimeWithoutATypeOfFile(String atom) throws Exception {
        var film = Files.readAllBytes(Recordings.made(
                folder.resolve("a.mov"), "-i", Recordings.SAMPLE.toString(), "-c:a", "pcm_s16le", "-f", "mov"));
        var name = atom.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(name, 0, film, 4, 4);

        assertHeard(put("old", film));
        assertHeard(put("older", Arrays.copyOfRange(film, ByteBuffer.wrap(film).getInt(), film.length)));
    }

    @Test
    void readsQuickTimeThatBeginsWithItsIndex() throws Exception {
        var film = Files.readAllBytes(Recordings.made(
                folder.resolve("a.mov"), "-i", Recordings.SAMPLE.toString(), "-movflags", "+faststart", "-f", "mov"));

        // Offsets of the samples count from the beginning of the file, so what is there stays as long.
        var first = ByteBuffer.wrap(film).getInt();
        System.arraycopy("junk".getBytes(StandardCharsets.US_ASCII), 0, film, 4, 4);
        assertThat(first).isPositive();
        assertHeard(put("old", film));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RF64", "BW64"})
    void readsWavOf64Bits(String mark) throws Exception {
        var wav = Files.readAllBytes(
                Recordings.made(folder.resolve("rf64.wav"), "-i", Recordings.SAMPLE.toString(), "-rf64", "always"));
        System.arraycopy(mark.getBytes(StandardCharsets.US_ASCII), 0, wav, 0, 4);

        assertHeard(put("whole", wav));
        assertRefused(put("half", Arrays.copyOf(wav, wav.length / 2)), "cut off");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ffconcat version 1.0\nfile other.wav\n",
                "#EXTM3U\n#EXTINF:1,\nother.wav\n#EXT-X-ENDLIST\n",
                "the free encyclopedia, and more of it",
                "\0\0\0\10wide and no more"
            })
    void followsNoScriptBehindAnything(String script) throws Exception {
        Files.copy(Recordings.SAMPLE, folder.resolve("other.wav"));
        var padded = (script + "#".repeat(3000)).getBytes(StandardCharsets.US_ASCII);

        assertRefused(put("talk.wav", padded), "no recording");
        assertRefused(put("talk.wav", tag(0), padded), "can't be read as mp3");
        assertRefused(put("talk.wav", tag(5000), tag(10), padded), "can't be read as mp3");
        assertRefused(put("talk.wav", new byte[600], padded), "no recording");
    }

    private byte[] converted(String format) throws Exception {
        return Files.readAllBytes(Recordings.converted(folder.resolve("a." + format)));
    }

    private static byte[] tag(int length) {
        var tag = ByteBuffer.allocate(10 + length).put("ID3\4\0\0".getBytes(StandardCharsets.US_ASCII));
        for (int shift = 21; shift >= 0; shift -= 7) {
            tag.put((byte) (length >> shift & 0x7f));
        }
        return tag.array();
    }

    private Path put(String name, byte[]... parts) throws Exception {
        var bytes = new ByteArrayOutputStream();
        for (var part : parts) {
            bytes.write(part);
        }
        Files.deleteIfExists(folder.resolve("a.mp3"));
        Files.deleteIfExists(folder.resolve("a.aac"));
        return Files.write(folder.resolve(name), bytes.toByteArray());
    }

    private void assertHeard(Path file) throws Exception {
        var pcm = decode(file);
        assertThat(Pcm.seconds(pcm.length())).isCloseTo(5.3, within(0.6));
        assertThat(pcm.read(40_000, 41_000)).doesNotContain(new short[1000]);
    }

    private void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> decode(file))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private Pcm decode(Path file) throws Exception {
        return Recordings.decoder(Recordings.limits("4h", "1m")).decode(file, new Workspace(folder));
    }
}
