package dev.handoff.edge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.Supplier;

/** Waits for a task or a group to end, with a bar on stderr if that is a terminal. */
final class Waiter {

    private static final Duration PAUSE = Duration.ofMillis(250);
    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\033[K";

    private final PrintWriter err;
    private final boolean terminal;

    Waiter(PrintWriter err) {
        this(err, isTerminal());
    }

    Waiter(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    /** Looks four times a second. */
    Snapshot untilEnd(Supplier<Snapshot> look) {
        try {
            var snapshot = look.get();
            while (!snapshot.ended()) {
                draw(snapshot);
                Thread.sleep(PAUSE);
                snapshot = look.get();
            }
            return snapshot;
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

    private void draw(Snapshot snapshot) {
        if (terminal) {
            err.print(CLEAR_LINE + line(snapshot));
            err.flush();
        }
    }

    static String line(Snapshot snapshot) {
        return snapshot.progress()
                .filter(progress -> progress.total() > 0)
                .map(progress -> {
                    int filled = (int) (WIDTH * Math.min(progress.done(), progress.total()) / progress.total());
                    return snapshot.text() + " [" + "#".repeat(filled) + "-".repeat(WIDTH - filled) + "] "
                            + progress.done() + "/" + progress.total();
                })
                .orElse(snapshot.text() + " …");
    }

    /** The launcher looks at stderr itself; the JDK can only tell whether stdin and stdout both are a terminal. */
    private static boolean isTerminal() {
        return Boolean.getBoolean("handoff.terminal")
                || System.console() != null && System.console().isTerminal();
    }
}
