package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import dev.handoff.kit.text.Text;
import dev.handoff.task.TaskFailure;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Draws what a sound looks like.
 *
 * <p>The filter showwavespic keeps all of a sound until it draws. Here the peak of each column is measured while the
 * sound passes, and only the columns are kept.
 */
@Singleton
public final class Waveforms {

    // Of fewer columns, each would be long, and is in memory while it is measured.
    private static final int MIN_PIXELS = 100;
    private static final int MAX_PIXELS = 4_000;

    private static final int OPAQUE = 0xff;
    private static final int BYTES_OF_A_PIXEL = 4;

    private static final Pattern PEAK = Pattern.compile(
            "^\\[Parsed_ametadata_\\d+ @ \\w+\\] \\[info\\] lavfi\\.astats\\.Overall\\.Peak_level=(\\S+)",
            Pattern.MULTILINE | Pattern.UNIX_LINES);

    private final MediaConfig config;
    private final Ffmpeg ffmpeg;

    public Waveforms(MediaConfig config, Ffmpeg ffmpeg) {
        this.config = config;
        this.ffmpeg = ffmpeg;
    }

    /**
     * Draws the peaks around a line in the middle, on a transparent ground. The same sound makes the same picture.
     *
     * @param mix what {@link Mixer} has made
     * @param seconds how long it is
     * @param width in pixels, 100 to 4,000
     * @param height in pixels, 100 to 4,000; a peak of full scale reaches both edges
     * @param colour of the waveform, as 0xRRGGBB
     * @return a PNG file in the workspace
     * @throws IllegalArgumentException if the picture is too small or too large
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    public Path draw(
            Path mix, double seconds, int width, int height, int colour, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        check("wide", width);
        check("high", height);
        var peaks = peaks(mix, seconds, width, workspace, progress);
        var pixels = Files.write(workspace.folder().resolve("waveform.rgba"), pixels(peaks, width, height, colour));
        var arguments = new ArrayList<>(FfmpegArguments.reading("rawvideo"));
        arguments.addAll(List.of("-pixel_format", "rgba", "-video_size", width + "x" + height, "-i", "file:" + pixels));
        arguments.addAll(List.of("-frames:v", "1", "-update", "1", "-c:v", "png", "-threads", "1"));
        arguments.addAll(List.of("-fflags", "+bitexact", "-flags:v", "+bitexact", "-f", "image2"));
        var picture = workspace.folder().resolve("waveform.png");
        // A picture of noise can't be compressed, and has a byte more for each row.
        long quota = 2L * Files.size(pixels) + (1 << 20);
        FfmpegArguments.done(
                new Conversion(ffmpeg, config, workspace, 0, _ -> progress.at(1)).run(arguments, picture, quota),
                config);
        return picture;
    }

    private static void check(String how, int pixels) {
        if (pixels < MIN_PIXELS || pixels > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    "a waveform must be " + MIN_PIXELS + " to " + MAX_PIXELS + " pixels " + how + ", was " + pixels);
        }
    }

    /** From 0 to 1, for each column; fewer if a column is no whole number of samples. */
    private List<Double> peaks(Path mix, double seconds, int width, Workspace workspace, ProgressListener progress)
            throws TaskFailure, IOException, InterruptedException {
        long column = Math.max(1, Math.ceilDiv(MixGraph.samples(seconds), width));
        var arguments = new ArrayList<>(FfmpegArguments.reading(AudioFormat.FLAC.demuxer()));
        arguments.addAll(List.of("-i", "file:" + mix, "-map", "0:a:0"));
        arguments.addAll(List.of("-af", columns(column)));
        var ending = new Conversion(ffmpeg, config, workspace, seconds, progress).listen(arguments);
        return PEAK.matcher(Text.read(FfmpegArguments.done(ending, config)))
                .results()
                .map(peak -> peak.group(1).equals("-inf") ? 0 : Math.pow(10, Double.parseDouble(peak.group(1)) / 20))
                .limit(width)
                .toList();
    }

    /** The filters that tell the peak of each so many samples. */
    static String columns(long samples) {
        return "asetnsamples=n=" + samples + ":p=0"
                + ",astats=metadata=1:reset=1:measure_overall=Peak_level:measure_perchannel=none,ametadata=print";
    }

    private static byte[] pixels(List<Double> peaks, int width, int height, int colour) {
        var pixels = new byte[width * height * BYTES_OF_A_PIXEL];
        for (int x = 0; x < width; x++) {
            // At least the line in the middle, so that silence is seen too.
            int rows = Math.clamp(Math.round(peaks.get(x * peaks.size() / width) * height), 1, height);
            int top = (height - rows) / 2;
            for (int y = top; y < top + rows; y++) {
                int at = (y * width + x) * BYTES_OF_A_PIXEL;
                pixels[at] = (byte) (colour >> 16);
                pixels[at + 1] = (byte) (colour >> 8);
                pixels[at + 2] = (byte) colour;
                pixels[at + 3] = (byte) OPAQUE;
            }
        }
        return pixels;
    }
}
