package dev.handoff.edge.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/** Waits for a task or a group to end, with a bar on stderr if that is a terminal. */
final class Waiter {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int WIDTH = 30;
    private static final String CLEAR_LINE = "\r\033[K";

    private final Bell bell;
    private final PrintWriter err;
    private final boolean terminal;
    private final Duration patience;

    /** When the server was first away. */
    private Optional<Instant> since = Optional.empty();

    Waiter(Bell bell, PrintWriter err) {
        this(bell, err, isTerminal(), PATIENCE);
    }

    /** @param patience how long a server may be away that has answered once */
    Waiter(Bell bell, PrintWriter err, boolean terminal, Duration patience) {
        this.bell = bell;
        this.err = err;
        this.terminal = terminal;
        this.patience = patience;
    }

    /**
     * Looks whenever something has happened.
     *
     * @throws Refused if the first look finds no server, or none comes back for minutes
     */
    Snapshot untilEnd(Supplier<Snapshot> look) {
        try {
            var snapshot = look.get();
            while (!snapshot.ended()) {
                draw(snapshot);
                bell.await();
                snapshot = again(look, snapshot);
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

    /** A server that is started anew is away for a while; what was seen last is shown meanwhile. */
    private Snapshot again(Supplier<Snapshot> look, Snapshot last) {
        try {
            var snapshot = look.get();
            since = Optional.empty();
            return snapshot;
        } catch (Refused refusal) {
            if (refusal.exitCode() != ExitCode.UNAVAILABLE) {
                throw refusal;
            }
            var now = Instant.now();
            if (since.isEmpty()) {
                since = Optional.of(now);
                err.println("no answer just now, waiting for the server to come back");
                err.flush();
            }
            if (Duration.between(since.get(), now).compareTo(patience) >= 0) {
                throw refusal;
            }
            return last;
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
