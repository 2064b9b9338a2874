package dev.handoff.kit.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageHeaderTest {

    @Test
    void imagesAreToldByTheirBytes() {
        assertThat(ImageHeader.of(Pictures.png(640, 480))).contains(new ImageHeader("image/png", 640, 480));
        assertThat(ImageHeader.of(Pictures.encoded("gif", 300, 2))).contains(new ImageHeader("image/gif", 300, 2));
        assertThat(ImageHeader.of(Pictures.encoded("jpg", 70, 1000))).contains(new ImageHeader("image/jpeg", 70, 1000));
    }

    @ParameterizedTest
    @CsvSource({
        "20, 0000",
        "20, FF00",
        "20, FFFFFF",
        "20, FFD0",
        "20, FF01",
        "20, 616263",
        "2, 0000",
        "2, FFD8",
        "20, 0D0A00"
    })
    void strangeBytesBetweenTheSegmentsOfAJpegAreSkipped(int at, String junk) {
        var jpeg = Pictures.encoded("jpg", 70, 1000);
        var bytes = ByteBuffer.allocate(jpeg.length + junk.length() / 2)
                .put(jpeg, 0, at)
                .put(HexFormat.of().parseHex(junk))
                .put(jpeg, at, jpeg.length - at)
                .array();

        assertThat(ImageHeader.of(bytes)).contains(new ImageHeader("image/jpeg", 70, 1000));
    }

    @ParameterizedTest
    @ValueSource(strings = {"FFD8FFD9000000000000000000", "FFD8FFDA000000000000000000"})
    void jpegWithoutAFrameIsNone(String bytes) {
        assertThat(ImageHeader.of(HexFormat.of().parseHex(bytes))).isEmpty();
    }

    @Test
    void allKindsOfWebpAreKnown() {
        // Width and height of 550 and 368, as each of the kinds writes them.
        assertThat(ImageHeader.of(Pictures.webp("VP8 ", "3000009d012a26027001")))
                .contains(new ImageHeader("image/webp", 550, 368));
        assertThat(ImageHeader.of(Pictures.webp("VP8L", "2f25c25b0000")))
                .contains(new ImageHeader("image/webp", 550, 368));
        assertThat(ImageHeader.of(Pictures.webp("VP8X", "000000002502006f0100")))
                .contains(new ImageHeader("image/webp", 550, 368));
    }

    @Test
    void othersAreNone() {
        assertThat(ImageHeader.of("<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes()))
                .isEmpty();
        assertThat(ImageHeader.of("<html><img src='x.png'></html>".getBytes())).isEmpty();
        assertThat(ImageHeader.of(Pictures.encoded("bmp", 10, 10))).isEmpty();
        assertThat(ImageHeader.of(new byte[0])).isEmpty();
    }

    @Test
    void sizesOfMillionsAreReadAsTheyAre() {
        var bomb = Pictures.png(1, 1);
        bomb[16] = 0x7F;
        bomb[20] = 0x7F;

        assertThat(ImageHeader.of(bomb)).contains(new ImageHeader("image/png", 0x7F000001, 0x7F000001));
    }

    @Property
    void anyBytesBehindABeginningAreSurvived(@ForAll @Size(max = 60) byte[] noise) {
        for (var beginning : new byte[][] {
            Arrays.copyOf(Pictures.png(1, 1), 8),
            {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, (byte) 0xE0},
            "GIF89a".getBytes(),
            Pictures.webp("VP8 ", ""),
            Pictures.webp("VP8L", ""),
            Pictures.webp("VP8X", "")
        }) {
            var bytes = Arrays.copyOf(beginning, beginning.length + noise.length);
            System.arraycopy(noise, 0, bytes, beginning.length, noise.length);
            assertThatCode(() -> {
                        try {
                            ImageHeader.of(bytes);
                        } catch (IndexOutOfBoundsException endsEarly) {
                            // As it says.
                        }
                    })
                    .doesNotThrowAnyException();
        }
    }
}
