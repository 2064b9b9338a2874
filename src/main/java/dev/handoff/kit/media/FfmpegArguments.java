package dev.handoff.kit.media;

import dev.handoff.task.TaskFailure;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What ffmpeg is told about sound that it has made itself, and what becomes of it. */
final class FfmpegArguments {

    /** For outputs: the same sound makes the same file, on every machine and at any time. */
    static final List<String> SAME_EVERY_TIME =
            List.of("-threads", "1", "-fflags", "+bitexact", "-flags:a", "+bitexact");

    private static final List<String> LACKING = List.of(
            "No such filter", "Unknown encoder", "Option not found", "Undefined constant", "Unrecognized option");

    private FfmpegArguments() {}

    /** This demuxer, no protocol but files, no huge allocation. */
    static List<String> reading(String demuxer) {
        return new ArrayList<>(
                List.of("-max_alloc", "268435456", "-protocol_whitelist", "file,pipe", "-threads", "1", "-f", demuxer));
    }

    /** A number as ffmpeg reads it, in any locale and without an exponent. */
    static String plain(double number) {
        return BigDecimal.valueOf(number).toPlainString();
    }

    /**
     * Where the run has written what it had to say.
     *
     * @throws TaskFailure permanent, if it did not end well
     */
    static Path done(BoundedProcess.Ending ending, MediaConfig config) throws TaskFailure {
        return switch (ending) {
            case BoundedProcess.Ending.Done(var said) -> said;
            case BoundedProcess.Ending.Failed(var complaints) -> throw failed(complaints);
            case BoundedProcess.Ending.TooMuch _ ->
                throw TaskFailure.permanent("ffmpeg makes more of the sound than there was");
            case BoundedProcess.Ending.TooLong _ ->
                throw TaskFailure.permanent("ffmpeg takes longer than "
                        + config.decodeTimeout().toSeconds()
                        + " s for the sound; raise handoff.media.decode-timeout");
        };
    }

    private static TaskFailure failed(String complaints) {
        var lacking = LACKING.stream().anyMatch(complaints::contains);
        return TaskFailure.permanent(
                lacking
                        ? "the ffmpeg on the PATH lacks what is needed: " + complaints
                                + "; install a full one, or none: then the one is used that comes with Handoff"
                        : "ffmpeg can't do that: " + complaints);
    }
}
