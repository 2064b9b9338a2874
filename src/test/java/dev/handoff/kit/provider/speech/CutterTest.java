package dev.handoff.kit.provider.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.kit.media.Pcm;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CutterTest {

    @TempDir
    Path folder;

    @Test
    void cutsAtThePause() throws IOException {
        var cut = cut(new Sounds().silence(2).voice(7).silence(1).voice(8).silence(3));

        assertThat(cut.pieces()).hasSize(2);
        assertPiece(cut.pieces().getFirst(), 1.7, 9.3);
        assertPiece(cut.pieces().getLast(), 9.7, 18.3);
        assertThat(cut.length()).isEqualTo(21 * Pcm.RATE);
    }

    @Test
    void packsShortNeighbours() throws IOException {
        var cut = cut(new Sounds()
                .voice(3)
                .silence(1)
                .voice(3)
                .silence(1)
                .voice(3)
                .silence(5)
                .voice(3));

        assertThat(cut.pieces()).hasSize(2);
        assertPiece(cut.pieces().getFirst(), 0, 11.3);
    }

    @Test
    void splitsSpeechWithoutPauses() throws IOException {
        var cut = cut(new Sounds().silence(10).voice(60).silence(10));

        assertThat(cut.pieces()).hasSizeGreaterThan(3).allSatisfy(piece -> assertThat(piece.to() - piece.from())
                .isLessThanOrEqualTo(16 * Pcm.RATE));
        for (int i = 1; i < cut.pieces().size(); i++) {
            assertThat(cut.pieces().get(i).from())
                    .isEqualTo(cut.pieces().get(i - 1).to());
        }
    }

    @Test
    void findsNothingInSilence() throws IOException {
        assertThat(cut(new Sounds()).pieces()).isEmpty();
        assertThat(cut(new Sounds().silence(5)).pieces()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 30, 60, 100, 330})
    void findsLittleSpeechInMuchNoise(double deviation) throws IOException {
        var cut = cut(new Sounds().noise(60, deviation).voice(5).noise(55, deviation));

        assertThat(cut.pieces()).hasSize(1);
        assertPiece(cut.pieces().getFirst(), 59.7, 65.3);
    }

    @ParameterizedTest
    @ValueSource(doubles = {5, 60, 330, 3300})
    void findsNothingInAnEmptyRoom(double deviation) throws IOException {
        assertThat(cut(new Sounds().noise(60, deviation)).pieces()).isEmpty();
        assertThat(cut(new Sounds().noise(20, 0).noise(30, deviation).noise(20, 0))
                        .pieces())
                .isEmpty();
    }

    @Test
    void findsNothingInHum() throws IOException {
        assertThat(cut(new Sounds().hum(60)).pieces()).isEmpty();
        assertThat(cut(new Sounds().hum(20).voice(5).hum(60)).pieces()).hasSize(1);
    }

    @Test
    void findsSpeechBetweenDigitalSilence() throws IOException {
        var cut = cut(new Sounds()
                .voice(3)
                .noise(1, 40)
                .noise(30, 0)
                .noise(1, 40)
                .voice(3)
                .noise(3, 0));

        assertThat(cut.pieces()).hasSize(2);
    }

    @Test
    void cutsTheSameRecordingTheSameWay() throws IOException {
        var sound = new Sounds()
                .voice(20)
                .silence(0.4)
                .voice(9)
                .silence(0.2)
                .voice(30)
                .pcm(folder.resolve("a.pcm"));

        assertThat(Cutter.cut(sound)).isEqualTo(Cutter.cut(sound));
    }

    private Cut cut(Sounds sounds) throws IOException {
        return Cutter.cut(sounds.pcm(folder.resolve("sound.pcm")));
    }

    private static void assertPiece(Piece piece, double from, double to) {
        assertThat(Pcm.seconds(piece.from())).isCloseTo(from, within(0.05));
        assertThat(Pcm.seconds(piece.to())).isCloseTo(to, within(0.05));
    }
}
