package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.task.TaskFailure;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SoundStagesTest {

    private static final MediaConfig LIMITS = Recordings.limits("4h", "1m");

    @TempDir
    Path folder;

    private final List<Double> heard = new ArrayList<>();
    private final SoundStages stages = new SoundStages(LIMITS, new Ffmpeg(Recordings.FFMPEG, List.of()));
    private Workspace workspace;

    @BeforeEach
    void workspace() throws Exception {
        workspace = new Workspace(Files.createDirectory(folder.resolve("workspace")));
    }

    @Test
    void decodesAPartToTheFrame() throws Exception {
        var sound = decode(Recordings.generated(folder.resolve("a.mp3"), "sine=r=44100:d=9", 2), new Interval(2, 5));

        assertThat(sound.rate()).isEqualTo(44_100);
        assertThat(sound.channels()).isEqualTo(2);
        assertThat(sound.frames()).isEqualTo(3 * 44_100);
    }

    @Test
    void endsAPartWithTheRecording() throws Exception {
        assertThat(decode(Recordings.SAMPLE, new Interval(5, 60)).seconds()).isCloseTo(0.3, within(0.001));
    }

    @Test
    void refusesAPartBehindTheEnd() {
        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> decode(Recordings.SAMPLE, new Interval(60, 61)))
                .withMessageContaining("no sound after 60.0 s");
    }

    @Test
    void measuresTheReferenceTone() throws Exception {
        // EBU Tech 3341: a tone of 1 kHz at -23 dBFS in both channels has -23 LUFS. The generator gives an eighth of
        // full
        // scale, of which each channel gets 3 dB less.
        var tone = Recordings.generated(
                folder.resolve("tone.wav"), "sine=f=1000:r=48000:d=5,volume=0.8003,aformat=sample_fmts=s16", 2);

        var loudness = stages.loudness(decode(tone, Interval.ALL), workspace, heard::add);

        assertThat(loudness.integrated()).isCloseTo(-23, within(0.2));
        assertThat(loudness.truePeak()).isCloseTo(-23, within(0.2));
        assertThat(heard).last().isEqualTo(1.0);
    }

    @Test
    void findsNoLoudnessInDigitalSilence() throws Exception {
        var silence = Recordings.generated(folder.resolve("silence.wav"), "anullsrc=r=8000:d=2", 1);

        assertThat(stages.loudness(decode(silence, Interval.ALL), workspace, heard::add))
                .isEqualTo(new Loudness(null, null));
    }

    @Test
    void findsSilencesInTheMiddleAndAtTheEnd() throws Exception {
        var gaps = Recordings.generated(
                folder.resolve("gaps.wav"), "sine=r=16000:d=8,volume='between(t,0,2)+between(t,4,6)':eval=frame", 1);

        var silences = stages.silences(decode(gaps, Interval.ALL), -50, 1, workspace, heard::add);

        assertThat(silences).hasSize(2);
        assertThat(silences.getFirst().start()).isCloseTo(2, within(0.1));
        assertThat(silences.getFirst().end()).isCloseTo(4, within(0.1));
        assertThat(silences.getLast().end()).isCloseTo(8, within(0.001));
    }

    @Test
    void keepsPartsToTheFrame() throws Exception {
        var sound = decode(Recordings.SAMPLE, Interval.ALL);

        var kept = sound.keep(List.of(new Interval(1, 2), new Interval(4, 9)), folder.resolve("kept"));

        assertThat(kept.frames()).isEqualTo(16_000 + 84_800 - 64_000);
        assertThat(Files.readAllBytes(kept.file()))
                .startsWith(Arrays.copyOfRange(Files.readAllBytes(sound.file()), 64_000, 128_000));
    }

    @Test
    void filtersKeepTheLength() throws Exception {
        var sound = decode(Recordings.SAMPLE, Interval.ALL);

        var filtered = stages.filter(sound, "afftdn=nr=12", "filtered.f32", workspace, heard::add);

        assertThat(filtered.frames()).isEqualTo(sound.frames());
    }

    @ParameterizedTest
    @EnumSource
    void encodesTheSameSoundToTheSameFile(AudioFormat format) throws Exception {
        var sound = decode(Recordings.SAMPLE, Interval.ALL);

        var once = Files.readAllBytes(stages.encode(sound, "anull", format, workspace, heard::add));
        var file = stages.encode(sound, "anull", format, workspace, heard::add);

        assertThat(file).hasBinaryContent(once);
        assertThat(decode(file, Interval.ALL).seconds()).isCloseTo(5.3, within(0.05));
        assertThat(stages.loudness(file, format, 5.3, workspace, heard::add).integrated())
                .isCloseTo(-25, within(0.3));
    }

    @Test
    void namesWhatAnFfmpegLacks() throws Exception {
        var sound = decode(Recordings.SAMPLE, Interval.ALL);

        assertThatExceptionOfType(TaskFailure.class)
                .isThrownBy(() -> stages.filter(sound, "nosuch", "filtered.f32", workspace, heard::add))
                .withMessageContaining("lacks what is needed")
                .withMessageContaining("nosuch");
    }

    private Sound decode(Path file, Interval part) throws Exception {
        var own = new Workspace(Files.createTempDirectory(folder, "decoded-"));
        return Recordings.decoder(LIMITS).decode(file, part, own, heard::add);
    }
}
