package dev.handoff.edge.telemetry;

import java.util.stream.Stream;

/** A throwable as it may be logged: same stack and causes, but messages that can't forge lines or run to megabytes. */
final class LoggedThrowable extends Throwable {

    private static final int DEEPEST = 10;

    private LoggedThrowable(Throwable original, int depth) {
        super(message(original), depth < DEEPEST ? cause(original, depth) : null, true, true);
        setStackTrace(original.getStackTrace());
        if (depth < DEEPEST) {
            Stream.of(original.getSuppressed())
                    .limit(DEEPEST)
                    .forEach(suppressed -> addSuppressed(new LoggedThrowable(suppressed, depth + 1)));
        }
    }

    static Throwable of(Throwable original) {
        return new LoggedThrowable(original, 0);
    }

    private static Throwable cause(Throwable original, int depth) {
        return original.getCause() == null ? null : new LoggedThrowable(original.getCause(), depth + 1);
    }

    private static String message(Throwable original) {
        var name = original.getClass().getName();
        var message = original.getMessage();
        return message == null ? name : name + ": " + Untrusted.escaped(Untrusted.shortened(message));
    }

    /** What stands before a stack: the name of the original, not of this class. */
    @Override
    public String toString() {
        return getMessage();
    }
}
