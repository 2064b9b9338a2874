package dev.handoff.kit.media;

import dev.handoff.Settings;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes recordings, honest and other ones. */
public final class Recordings {

    public static final Path SAMPLE =
            Path.of("samples/sense-and-sensibility.wav").toAbsolutePath();

    // Unpacked by the first test that needs it.
    static final BundledFfmpeg FFMPEG = new BundledFfmpeg(Path.of("target/test-data"));

    private Recordings() {}

    static MediaConfig limits(String duration, String timeout) {
        return Settings.of(
                MediaConfig.class,
                Map.of("handoff.media.max-duration", duration, "handoff.media.decode-timeout", timeout));
    }

    static MediaConfig space(String space) {
        return Settings.of(MediaConfig.class, Map.of("handoff.media.space", space));
    }

    static Decoder decoder(MediaConfig limits) {
        return new Decoder(limits, new Ffmpeg(FFMPEG, List.of()));
    }

    /** A WAV file whose header says what it is told to say, whatever follows. */
    public static Path wav(Path file, int channels, int rate, long declared, int bytes) throws IOException {
        var wav = ByteBuffer.allocate(44 + bytes).order(ByteOrder.LITTLE_ENDIAN);
        wav.put(ascii("RIFF"))
                .putInt((int) (declared + 36))
                .put(ascii("WAVEfmt "))
                .putInt(16);
        wav.putShort((short) 1).putShort((short) channels).putInt(rate).putInt(rate * channels * 2);
        wav.putShort((short) (channels * 2))
                .putShort((short) 16)
                .put(ascii("data"))
                .putInt((int) declared);
        return Files.write(file, wav.array());
    }

    /** The sample on one of many tracks, none of which has a place, in a WAV file. */
    public static Path track(Path file, int tracks, int at) throws IOException {
        var sample = ByteBuffer.wrap(Files.readAllBytes(SAMPLE)).order(ByteOrder.LITTLE_ENDIAN);
        int frames = (sample.capacity() - 44) / Short.BYTES;
        int bytes = frames * tracks * Short.BYTES;
        var wav = ByteBuffer.wrap(Files.readAllBytes(wav(file, tracks, 16_000, bytes, bytes)))
                .order(ByteOrder.LITTLE_ENDIAN);
        for (int frame = 0; frame < frames; frame++) {
            wav.putShort(44 + (frame * tracks + at) * Short.BYTES, sample.getShort(44 + frame * Short.BYTES));
        }
        return Files.write(file, wav.array());
    }

    /** The sample in another format, by the file's ending. */
    public static Path converted(Path file) throws IOException, InterruptedException {
        return made(file, "-i", SAMPLE.toString());
    }

    /** What ffmpeg generates of a filter graph without inputs. */
    public static Path generated(Path file, String graph, int channels) throws IOException, InterruptedException {
        return made(file, "-f", "lavfi", "-i", graph, "-ac", String.valueOf(channels));
    }

    /** What ffmpeg says when it sends a file through filters. */
    public static String said(Path file, String filters) throws IOException {
        var arguments = List.of("-hide_banner", "-nostdin", "-i", file.toString(), "-af", filters, "-f", "null", "-");
        var command = new Ffmpeg(FFMPEG, List.of()).command("ffmpeg", arguments);
        try (var said = command.redirectErrorStream(true).start().inputReader()) {
            return said.lines().collect(Collectors.joining("\n"));
        }
    }

    /** Runs ffmpeg with arguments of the test's own. */
    public static Path made(Path file, String... arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-v", "error", "-nostdin"));
        all.addAll(List.of(arguments));
        all.add(file.toString());
        var command = new Ffmpeg(FFMPEG, List.of()).command("ffmpeg", all);
        int exit = command.redirectError(Redirect.DISCARD).start().waitFor();
        if (exit != 0) {
            throw new IOException("ffmpeg ended with " + exit);
        }
        return file;
    }

    public static Path cutOff(Path file, double part) throws IOException {
        var bytes = Files.readAllBytes(file);
        return Files.write(file, Arrays.copyOf(bytes, (int) (bytes.length * part)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
