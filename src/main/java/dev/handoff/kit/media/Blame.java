package dev.handoff.kit.media;

import dev.handoff.kit.host.HostFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Tells failures of this machine from those of a file. A program says both in the same way and ends with the same number;
 * but another attempt, here or elsewhere, may do what this one could not.
 */
final class Blame {

    private static final String ACCUSATION = "this machine, and not the file, is at fault: ";

    // With less, a program can't even say what is wrong, nor that its answer is not complete.
    private static final long MIN_SPACE = 1 << 20;

    // What damaged files have programs print as well as broken disks and a machine without memory.
    private static final Pattern DOUBTFUL = Pattern.compile("(?:Cannot allocate memory|Resource temporarily unavailable"
            + "|Input/output error|Read-only file system)$");

    // A program that was ended by a signal has 128 more than its number. Crashes have other signals.
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    private Blame() {}

    /**
     * Looks at how a program ended that worked in a folder.
     *
     * @param errors lines about errors, none of which repeats what stands in the file
     * @throws HostFault if this machine lacks something, whatever the file is
     * @throws IOException if it may lack something, or the file is such that no machine has enough; another attempt tells
     */
    static void check(int exit, List<String> errors, Path folder) throws IOException {
        long space = Files.getFileStore(folder).getUsableSpace();
        if (space < MIN_SPACE) {
            throw HostFault.of(ACCUSATION + folder + " has only " + space
                    + " bytes left; free some, or let java.io.tmpdir name a larger place");
        }
        if (exit == 0) {
            return;
        }
        for (var error : errors) {
            var fault = HostFault.in(error);
            if (fault.isPresent()) {
                throw HostFault.of(ACCUSATION + fault.get().getMessage() + " (working in " + folder + ")");
            }
        }
        for (var error : errors) {
            var sign = DOUBTFUL.matcher(error);
            if (sign.find()) {
                throw new IOException(
                        "this machine or the file is at fault: " + sign.group() + " (working in " + folder + ")");
            }
        }
        if (exit == KILLED || exit == TERMINATED) {
            throw new IOException("this machine or the file is at fault: a program was killed by signal " + (exit - 128)
                    + "; memory may be short");
        }
    }
}
