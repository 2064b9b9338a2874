package dev.handoff.edge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for a task or a group to end, with a bar on stderr if that is a terminal. */
final class Waiting {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter err;
    private final boolean terminal;

    Waiting(PrintWriter err) {
        this(err, isTerminal());
    }

    Waiting(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Looks four times a second. */
    Standing untilEnd(Supplier<Standing> look) {
        try {
            var standing = look.get();
            while (!standing.ended()) {
                draw(standing);
                Thread.sleep(PAUSE);
                standing = look.get();
            }
            return standing;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Refused.unavailable("interrupted while waiting for the task; it goes on");
        } finally {
            if (terminal) {
                err.print(CLEAR_LINE);
                err.flush();
            }
        }
    }

    private void draw(Standing standing) {
        if (terminal) {
            err.print(CLEAR_LINE + line(standing));
            err.flush();
        }
    }

    static String line(Standing standing) {
        return standing.progress()
                .filter(progress -> progress.total() > 0)
                .map(progress -> {
                    int filled = (int) (WIDTH * Math.min(progress.done(), progress.total()) / progress.total());
                    return standing.text() + " [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] "
                            + progress.done() + "/" + progress.total();
                })
                .orElse(standing.text() + " …");
    }

    /** The launcher looks at stderr itself; the JDK can only tell whether stdin and stdout both are a terminal. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("handoff.terminal")
                || System.console() != null && System.console().isTerminal();
    }
}
