package dev.handoff.edge.cli;

/** A command can't do what it was asked to; the message is for the person who asked. */
final class Refused extends RuntimeException {

    private final int exitCode;

    private Refused(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    /** The person has to ask differently. */
    static Refused usage(String message) {
        return new Refused(ExitCode.USAGE, message);
    }

    /** It would work if something else did. */
    static Refused unavailable(String message) {
        return new Refused(ExitCode.UNAVAILABLE, message);
    }

    /** What it waited for has failed for good. */
    static Refused dead(String message) {
        return new Refused(ExitCode.DEAD, message);
    }

    int exitCode() {
        return exitCode;
    }
}
