package dev.handoff.kit.media;

import dev.handoff.kit.host.HostFault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Tells failures of this machine from those of a file. A program says both in the same way and ends with the same number;
 * but another attempt, here or elsewhere, may do what this one could not.
 */
final class Blame {

    // With less, a program can't even say what is wrong.
    private static final long MIN_SPACE = 1 << 20;

    // A program that was ended by a signal has 128 more than its number. Crashes have other signals.
    private static final int KILLED = 128 + 9;
    private static final int TERMINATED = 128 + 15;

    private Blame() {}

    /** @throws IOException with what this machine lacks, if that is why a program ended */
    static void check(int exit, List<String> errors, Path folder) throws IOException {
        for (var error : errors) {
            var fault = HostFault.in(error);
            if (fault.isPresent()) {
                throw new IOException("this machine, and not the file, is at fault: "
                        + fault.get().getMessage() + " (working in " + folder + ")");
            }
        }
        long space = Files.getFileStore(folder).getUsableSpace();
        if (space < MIN_SPACE) {
            throw new IOException("this machine, and not the file, is at fault: " + folder + " has only " + space
                    + " bytes left; free some, or let java.io.tmpdir name a larger place");
        }
        if (exit == KILLED || exit == TERMINATED) {
            throw new IOException("this machine, and not the file, is at fault: a program was killed by signal "
                    + (exit - 128) + "; memory may be short");
        }
    }
}
