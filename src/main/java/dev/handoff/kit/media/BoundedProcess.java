package dev.handoff.kit.media;

import dev.handoff.kit.text.Text;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs a program that is not trusted to end, nor to be brief. What it writes goes to files that are watched. */
public final class BoundedProcess {

    private static final long WATCH_MILLIS = 50;
    private static final long MAX_COMPLAINT_BYTES = 8 << 20;
    private static final int QUOTED_COMPLAINTS = 300;
    private static final String ADDRESS = " @ 0x[0-9a-f]+";

    // A talkative program says of each line what it is. Some repeat what stands in the file, even these very words.
    private static final String PART = "^(?:\\[[^\\]]+" + ADDRESS + "\\] )*+";
    private static final String LEVEL = "\\[(?:error|fatal)\\] ";
    private static final Pattern ERROR = Pattern.compile(PART + LEVEL);
    private static final Pattern NO_REMARK = Pattern.compile(PART + "(?!\\[(?:warning|info)\\] )");

    /** How a run ended. */
    public sealed interface Ending {

        /** By itself, and pleased. {@code said} holds what it wrote beside its output. */
        record Done(Path said) implements Ending {}

        /** By itself. {@code complaints} is the beginning of what it had to say, on one line. */
        record Failed(String complaints) implements Ending {}

        /** Killed, for it wrote more than its quota. */
        record TooMuch() implements Ending {}

        /** Killed, for it ran longer than it may. */
        record TooLong() implements Ending {}
    }

    /** Looks at a run many times a second; what it throws ends the run. */
    public interface Watch {

        /** Whether what the program makes is still within its quota. */
        boolean mayGoOn() throws IOException;
    }

    private final Path folder;
    private final Duration timeout;

    /** @param folder where the program runs and where its complaints are kept */
    public BoundedProcess(Path folder, Duration timeout) {
        this.folder = folder;
        this.timeout = timeout;
    }

    /**
     * Runs the program to its end, with nothing to read.
     *
     * @param output takes what it writes, little more than {@code quota} bytes
     * @throws dev.handoff.kit.host.HostFault if this machine lacks something, which is no fault of what it reads
     * @throws IOException if this machine may lack something
     * @throws InterruptedException if this thread is interrupted
     */
    public Ending run(ProcessBuilder command, Path output, long quota) throws IOException, InterruptedException {
        return run(command, output, quota, () -> true);
    }

    /** Does the same, and asks a watcher whether to go on. */
    public Ending run(ProcessBuilder command, Path output, long quota, Watch watch)
            throws IOException, InterruptedException {
        var complaints = Files.createTempFile(folder, "complaints-", null);
        var process = command.directory(folder.toFile())
                .redirectOutput(output.toFile())
                .redirectError(complaints.toFile())
                .start();
        try {
            process.getOutputStream().close();
            return watch(process, output, quota, complaints, watch);
        } finally {
            kill(process);
        }
    }

    private Ending watch(Process process, Path output, long quota, Path complaints, Watch watch)
            throws IOException, InterruptedException {
        long end = System.nanoTime() + timeout.toNanos();
        boolean running = true;
        while (running) {
            running = !process.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS);
            if (Files.size(output) > quota || Files.size(complaints) > MAX_COMPLAINT_BYTES || !watch.mayGoOn()) {
                return new Ending.TooMuch();
            }
            if (running && System.nanoTime() - end > 0) {
                return new Ending.TooLong();
            }
        }
        int exit = process.exitValue();
        var lines = exit == 0 ? List.<String>of() : lines(complaints);
        Blame.check(exit, matching(lines, NO_REMARK), folder);
        if (exit == 0) {
            return new Ending.Done(complaints);
        }
        var errors = matching(lines, ERROR);
        return new Ending.Failed(beginningOf(errors.isEmpty() ? lines : errors));
    }

    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        // Until it is gone it may still write into the folder that the caller is about to remove.
        process.onExit().join();
    }

    private static List<String> lines(Path complaints) throws IOException {
        return Text.read(complaints)
                .lines()
                .filter(line -> !line.endsWith(BundledFfmpeg.LOADER_REMARK))
                .toList();
    }

    private static List<String> matching(List<String> lines, Pattern pattern) {
        return lines.stream().filter(pattern.asPredicate()).toList();
    }

    private static String beginningOf(List<String> errors) {
        var quoted = errors.stream()
                .map(line ->
                        line.replaceFirst(LEVEL, "").replaceAll(ADDRESS, "").replaceAll("\\p{Cntrl}", " "))
                .limit(QUOTED_COMPLAINTS)
                .collect(Collectors.joining("; "));
        return quoted.substring(0, Math.min(quoted.length(), QUOTED_COMPLAINTS));
    }
}
