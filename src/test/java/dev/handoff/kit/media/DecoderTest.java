package dev.handoff.kit.media;

import static dev.handoff.kit.media.Recordings.cutOff;
import static dev.handoff.kit.media.Recordings.wav;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.host.HostFault;
import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecoderTest {

    private static final long UNKNOWN_LENGTH = 0xFFFFFFFFL;

    @TempDir
    Path folder;

    @Test
    void decodesTheSampleToTheSampleItself() throws Exception {
        var sound = decode(Recordings.SAMPLE);

        assertThat(sound.length()).isEqualTo(84_800);
        assertThat(sound.file()).hasSize(169_600);
        assertThat(sound.read(40_000, 41_000)).hasSize(1000).doesNotContain(new short[1000]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.mp3", "a.flac", "a.ogg", "a.opus", "a.m4a", "a.mp4", "a.mov", "a.webm", "a.mkv", "a.aac", "a.aiff",
                "a.wma"
            })
    void decodesCommonFormats(String name) throws Exception {
        var file = Recordings.converted(folder.resolve(name));

        assertThat(Pcm.seconds(decode(file).length())).isCloseTo(5.3, within(0.2));
    }

    @Test
    void mixesChannelsAndChangesTheRate() throws Exception {
        var file = wav(folder.resolve("stereo.wav"), 2, 44_100, 176_400, 176_400);

        assertThat(decode(file).length()).isEqualTo(16_000);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n",
                "ffconcat version 1.0\nfile '/etc/passwd'\n",
                "v=0\no=- 0 0 IN IP4 127.0.0.1\nm=audio 5004 RTP/AVP 0\n",
                "<?xml version=\"1.0\"?><MPD><BaseURL>file:///etc/passwd</BaseURL></MPD>",
                "[playlist]\nFile1=http://169.254.169.254/\n",
                "%PDF-1.7",
                "only text",
                ""
            })
    void refusesWhatIsNoRecordingWhateverItsName(String content) throws Exception {
        assertRefused(Files.writeString(folder.resolve("talk.wav"), content), "no recording");
    }

    @Test
    void doesNotFollowAScriptBehindAKnownBeginning() throws Exception {
        // Left to itself, ffmpeg skips the tag, takes the rest for a list of files and reads them.
        Files.copy(Recordings.SAMPLE, folder.resolve("other.wav"));
        var script = "ID3\4\0\0\0\0\0\0ffconcat version 1.0\nfile other.wav\n# padding that makes it long enough\n";

        assertRefused(Files.writeString(folder.resolve("talk.mp3"), script), "can't be read as mp3");
    }

    @Test
    void refusesAHeaderThatDeclaresMoreThanThereIs() throws Exception {
        assertRefused(wav(folder.resolve("3g.wav"), 1, 16_000, 3L << 30, 1000), "declares 3221225472 bytes");
        assertRefused(cutOff(Recordings.converted(folder.resolve("cut.wav")), 0.5), "cut off");
    }

    @Test
    void takesWhatIsThereWhenTheHeaderLeavesTheLengthOpen() throws Exception {
        assertThat(decode(wav(folder.resolve("4g.wav"), 1, 16_000, UNKNOWN_LENGTH, 1000))
                        .length())
                .isEqualTo(500);
    }

    @Test
    void refusesRecordingsThatNobodyMade() throws Exception {
        assertRefused(wav(folder.resolve("none.wav"), 0, 16_000, 1000, 1000), "");
        assertRefused(wav(folder.resolve("slow.wav"), 1, 1, 1000, 1000), "1 samples a second");
        assertRefused(wav(folder.resolve("many.wav"), 65_535, 16_000, 1000, 1000), "");
        assertRefused(Files.writeString(folder.resolve("empty.wav"), "RIFF\0\0\0\0WAVE"), "no data chunk");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.flac", "a.mkv", "a.mp4"})
    void refusesAFileThatLostItsEnd(String name) throws Exception {
        assertRefused(cutOff(Recordings.converted(folder.resolve(name)), 0.3), "");
    }

    @Test
    void refusesARecordingThatIsLongerThanAllowed() throws Exception {
        var file = wav(folder.resolve("long.wav"), 1, 8000, 160_000, 160_000);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> decode(file, Recordings.limits("9s", "1m")))
                .withMessageContaining("handoff.media.max-duration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hours.flac", "hours.mp3", "hours.aac", "hours.mka"})
    void fillsNoDiskWithHoursOfSilence(String name) throws Exception {
        var file = Recordings.generated(folder.resolve(name), "anullsrc=r=48000:d=300", 2);
        var workspace = new Workspace(Files.createDirectory(folder.resolve("workspace")));

        for (var limits : List.of(Recordings.space("16M"), Recordings.space("8M"))) {
            var decoder = Recordings.decoder(limits);

            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> decoder.decode(file, Interval.ALL, workspace, _ -> {}))
                    .withMessageContaining(
                            "HANDOFF_MEDIA_SPACE allows " + limits.space().asLongValue())
                    .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
            assertThatExceptionOfType(TaskFailure.class)
                    .isThrownBy(() -> decoder.decode(file, workspace))
                    .withMessageContaining("HANDOFF_MEDIA_SPACE");
        }
    }

    @Test
    void takesAPartOfWhatDoesNotFit() throws Exception {
        var file = Recordings.generated(folder.resolve("hours.flac"), "anullsrc=r=48000:d=300", 2);

        var part = Recordings.decoder(Recordings.space("16M"))
                .decode(file, new Interval(100, 110), new Workspace(folder), _ -> {});

        assertThat(part.seconds()).isEqualTo(10);
    }

    @Test
    void stopsWhenMoreComesOutThanWasDeclared() throws Exception {
        var file = Recordings.converted(folder.resolve("liar.flac"));
        var bytes = Files.readAllBytes(file);
        // The lower half of the number of samples: one second of the five that follow.
        ByteBuffer.wrap(bytes).putInt(22, 16_000);
        Files.write(file, bytes);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> decode(file, Recordings.limits("3s", "1m")))
                .withMessageContaining("handoff.media.max-duration");
    }

    @Test
    void countsAnAttemptForATableThatNoMachineCanHold() throws Exception {
        var bytes = Files.readAllBytes(Recordings.converted(folder.resolve("talk.m4a")));
        int table = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("stts");
        ByteBuffer.wrap(bytes).putInt(table + 8, 0x0fffffff);
        var file = Files.write(folder.resolve("damaged.m4a"), bytes);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> decode(file))
                .withMessageContaining("this machine or the file is at fault: Cannot allocate memory")
                .satisfies(failure -> assertThat(HostFault.in(failure)).isEmpty());
    }

    private void assertRefused(Path file, String reason) {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> decode(file))
                .withMessageContaining(reason)
                .satisfies(failure -> assertThat(failure.isPermanent()).isTrue());
    }

    private Pcm decode(Path file) throws Exception {
        return decode(file, Recordings.limits("4h", "1m"));
    }

    private Pcm decode(Path file, MediaConfig limits) throws Exception {
        return Recordings.decoder(limits).decode(file, new Workspace(folder));
    }
}
