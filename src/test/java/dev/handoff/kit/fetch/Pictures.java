package dev.handoff.kit.fetch;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import javax.imageio.ImageIO;

/** Images, as others make them. */
public final class Pictures {

    private Pictures() {}

    public static byte[] png(int width, int height) {
        return encoded("png", width, height);
    }

    static byte[] encoded(String format, int width, int height) {
        var bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), format, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The beginning of a WebP file, with the chunk that holds its size. */
    static byte[] webp(String chunk, String hex) {
        var hexed = HexFormat.of();
        return hexed.parseHex(hexed.formatHex("RIFF".getBytes()) + "24000000"
                + hexed.formatHex(("WEBP" + chunk).getBytes()) + "0a000000" + hex);
    }
}
