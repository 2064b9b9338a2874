package dev.handoff.kit.host;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A fault of this machine, which no task is to blame for and which may pass by itself: no room on a disk, no file that may be
 * opened, no memory, a broken disk, a library that can't be unpacked.
 */
public final class HostFault extends IOException {

    // Texts of errno.h: ENOSPC, EDQUOT, EMFILE, ENFILE, ESTALE.
    private static final String NO_ROOM =
            "No space left on device|Disk quota exceeded|Too many open files(?: in system)?"
                    + "|Stale (?:NFS )?file handle";

    // ENOMEM, EAGAIN of fork, EIO.
    private static final String MAYBE = "Cannot allocate memory|Resource temporarily unavailable|Input/output error";

    // Java and programs end their messages so. Others who repeat what a server said about its own disk go on.
    private static final Pattern THROWN = Pattern.compile("(?:" + NO_ROOM + "|" + MAYBE + ")[)'\"]?$");
    private static final Pattern PRINTED = Pattern.compile("(?:^|: )(" + NO_ROOM + ")$");

    // More memory than any machine has: that is asked for by a fault of the program.
    private static final Pattern NEVER_ENOUGH = Pattern.compile("Requested array size|Required length");

    // The limit of the machine or its container, which counts the threads of all that runs there.
    private static final String NO_THREAD = "unable to create native thread";

    private static final int MAX_CAUSES = 20;

    private final boolean ofTheWork;

    private HostFault(String what, Throwable cause, boolean ofTheWork) {
        super(what, cause);
        this.ofTheWork = ofTheWork;
    }

    /**
     * Whether the work itself may have brought it about: it needs more memory than any such process has, or code that can
     * never be loaded. Then it comes back wherever the work is done.
     */
    public boolean mayBeOfTheWork() {
        return ofTheWork;
    }

    /** What kind of fault it is, without figures that change. */
    public String kind() {
        return getMessage().replaceFirst(":.*", "");
    }

    /** A fault that was found otherwise than by what was thrown or printed. */
    public static HostFault of(String what) {
        return new HostFault(what, null, false);
    }

    /**
     * What a program of this machine, such as ffmpeg, ran out of, by a line that it has printed about an error. Memory is not
     * among it: a file of a few bytes that declares a table of gigabytes has the same line printed on any machine.
     *
     * @return empty if the line tells of something else, or of what the file that was read may have caused
     */
    public static Optional<HostFault> in(String printed) {
        var sign = PRINTED.matcher(printed);
        return sign.find() ? Optional.of(of(sign.group(1))) : Optional.empty();
    }

    /** The fault that something was thrown for, or because of; empty if it was thrown for another reason. */
    public static Optional<HostFault> in(Throwable thrown) {
        // The innermost, since those around it often repeat its message.
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_CAUSES)
                .filter(HostFault::isOne)
                .reduce((_, inner) -> inner)
                .map(inner -> inner instanceof HostFault fault
                        ? fault
                        : new HostFault(inner.toString(), thrown, isOfTheWork(inner)));
    }

    private static boolean isOfTheWork(Throwable cause) {
        return switch (cause) {
            case OutOfMemoryError _ -> !String.valueOf(cause.getMessage()).startsWith(NO_THREAD);
            case LinkageError _ -> true;
            default -> false;
        };
    }

    private static boolean isOne(Throwable cause) {
        var message = String.valueOf(cause.getMessage());
        return switch (cause) {
            case HostFault _ -> true;
            case OutOfMemoryError _ -> !NEVER_ENOUGH.matcher(message).lookingAt();
            case UnsatisfiedLinkError _ -> true;
            // A class whose library couldn't be unpacked; Java tries only once.
            case NoClassDefFoundError _ -> message.startsWith("Could not initialize class");
            default -> THROWN.matcher(message).find();
        };
    }
}
