package dev.handoff.kit.media;

import dev.handoff.kit.storage.Workspace;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Runs ffmpeg so that it makes a file, and says how far it is.
 *
 * @param seconds of sound that are expected to come out
 */
record Conversion(Ffmpeg ffmpeg, MediaConfig limits, Workspace workspace, double seconds, ProgressListener progress) {

    private static final long MAX_REPORT_BYTES = 16 << 20;
    private static final int LAST_REPORT = 2048;
    private static final Pattern TIME = Pattern.compile("out_time_us=(\\d+)");

    /**
     * Runs to the end, or until the file has more than {@code quota} bytes.
     *
     * @param arguments from the first that says how to read to the last that says how to write, without the file
     * @throws InterruptedException if this thread is interrupted; nothing keeps running then
     */
    BoundedProcess.Ending run(List<String> arguments, Path product, long quota)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(arguments);
        all.add("file:" + product);
        return run(all, List.of(product), quota);
    }

    /** Does the same for several files, which the arguments name and which share the quota. */
    BoundedProcess.Ending run(List<String> arguments, List<Path> products, long quota)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-v", "error", "-y"));
        all.addAll(arguments);
        return run(all, () -> bytes(products) <= quota);
    }

    private static long bytes(List<Path> files) throws IOException {
        long bytes = 0;
        for (var file : files) {
            bytes += Files.exists(file) ? Files.size(file) : 0;
        }
        return bytes;
    }

    /** Runs to the end for what ffmpeg says about the sound; makes no file. */
    BoundedProcess.Ending listen(List<String> arguments) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-v", "level+info"));
        all.addAll(arguments);
        all.addAll(List.of("-f", "null", "pipe:2"));
        return run(all, () -> true);
    }

    private BoundedProcess.Ending run(List<String> arguments, BoundedProcess.Watch watch)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("-nostdin", "-hide_banner", "-nostats", "-progress", "pipe:1"));
        all.addAll(arguments);
        var reports = Files.createTempFile(workspace.folder(), "progress-", null);
        var ending = new BoundedProcess(workspace.folder(), limits.decodeTimeout())
                .run(ffmpeg.command("ffmpeg", all), reports, MAX_REPORT_BYTES, () -> {
                    report(reports);
                    return watch.mayGoOn();
                });
        if (ending instanceof BoundedProcess.Ending.Done) {
            progress.at(1);
        }
        return ending;
    }

    private void report(Path reports) throws IOException {
        double done = 0;
        try (var file = new RandomAccessFile(reports.toFile(), "r")) {
            file.seek(Math.max(0, file.length() - LAST_REPORT));
            var tail = new byte[(int) Math.min(LAST_REPORT, file.length())];
            int read = Math.max(0, file.read(tail));
            var times = TIME.matcher(new String(tail, 0, read, StandardCharsets.US_ASCII));
            while (times.find()) {
                done = Long.parseLong(times.group(1)) / 1e6;
            }
        }
        progress.at(seconds > 0 && Double.isFinite(seconds) ? Math.min(1, done / seconds) : 0);
    }
}
