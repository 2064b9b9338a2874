package dev.handoff.kit.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.handoff.kit.storage.Workspace;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaveformsTest {

    private static final int BLUE = 0x3366cc;
    private static final int OPAQUE_BLUE = 0xff3366cc;

    @TempDir
    Path folder;

    private final List<Double> heard = new ArrayList<>();

    @Test
    void isAsHighAsItsPeaks() throws Exception {
        var picture = read(draw(halves(), 4, 400, 200));

        assertThat(picture.getWidth()).isEqualTo(400);
        assertThat(picture.getHeight()).isEqualTo(200);
        assertThat(rows(picture, 100)).isBetween(99, 101);
        assertThat(rows(picture, 300)).isEqualTo(1);
        assertThat(heard).last().isEqualTo(1.0);
    }

    @Test
    void hasOneColourOnATransparentGround() throws Exception {
        var picture = read(draw(halves(), 4, 100, 100));

        assertThat(picture.getRGB(10, 50)).isEqualTo(OPAQUE_BLUE);
        assertThat(picture.getRGB(10, 5) >>> 24).isZero();
        assertThat(picture.getRGB(90, 10) >>> 24).isZero();
    }

    @Test
    void drawsTheSameSoundTheSame() throws Exception {
        var first = Files.readAllBytes(draw(halves(), 4, 1800, 300));

        assertThat(draw(halves(), 4, 1800, 300)).hasBinaryContent(first);
    }

    @Test
    void fillsAllColumnsEvenOfAShortSound() throws Exception {
        var picture = read(draw(tone("short.flac", "0.01"), 0.01, 400, 100));

        assertThat(rows(picture, 0)).isPositive();
        assertThat(rows(picture, 399)).isPositive();
    }

    @Test
    void refusesPicturesOfNoSizeAndOfTooMuch() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draw(folder, 4, 0, 300))
                .withMessageContaining("100 to 4000 pixels wide, was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> draw(folder, 4, 1800, 5000))
                .withMessageContaining("100 to 4000 pixels high, was 5000");
    }

    private static int rows(BufferedImage picture, int x) {
        int rows = 0;
        for (int y = 0; y < picture.getHeight(); y++) {
            rows += picture.getRGB(x, y) == OPAQUE_BLUE ? 1 : 0;
        }
        return rows;
    }

    /** Two seconds of a tone of half the full scale, and two of silence. */
    private Path halves() throws Exception {
        return tone("halves.flac", "4");
    }

    private Path tone(String name, String seconds) throws Exception {
        var graph = "aevalsrc='0.5*sin(2*PI*440*t)*lt(t,2)':c=mono:s=44100:d=" + seconds + ",pan=stereo|c0=c0|c1=c0";
        return Recordings.generated(Files.createTempDirectory(folder, "made-").resolve(name), graph, 2);
    }

    private static BufferedImage read(Path picture) throws Exception {
        return ImageIO.read(picture.toFile());
    }

    private Path draw(Path sound, double seconds, int width, int height) throws Exception {
        var limits = Recordings.limits("4h", "1m");
        return new Waveforms(limits, new Ffmpeg(Recordings.FFMPEG, List.of()))
                .draw(
                        sound,
                        seconds,
                        width,
                        height,
                        BLUE,
                        new Workspace(Files.createTempDirectory(folder, "workspace-")),
                        heard::add);
    }
}
