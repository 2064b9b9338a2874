package dev.handoff.edge.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;

/** Rings whenever a server tells of what is followed. Where it tells nothing, that is said once, and looks are timed. */
final class EventBell extends Bell implements AutoCloseable {

    private static final Duration WITH_STREAM = Duration.ofSeconds(10);
    private static final Duration WITHOUT_STREAM = Duration.ofSeconds(1);

    private final Server server;
    private final PrintWriter err;
    private Map<String, String> followed = Map.of();
    private Thread reader = Thread.ofVirtual().unstarted(() -> {});
    private boolean told;

    EventBell(Server server, PrintWriter err) {
        super(WITHOUT_STREAM);
        this.server = server;
        this.err = err;
    }

    /** Follows this from now on, and nothing else. */
    void follow(Map<String, String> query) {
        if (!query.equals(followed)) {
            followed = query;
            reader.interrupt();
            reader = Thread.startVirtualThread(() -> read(query));
        }
    }

    private void read(Map<String, String> query) {
        try {
            while (true) {
                readOnce(query);
                pause(WITHOUT_STREAM);
                // The server may be about to start anew; the one that waits says so.
                Thread.sleep(WITHOUT_STREAM);
            }
        } catch (InterruptedException ends) {
            Thread.currentThread().interrupt();
        }
    }

    private void readOnce(Map<String, String> query) throws InterruptedException {
        try (var lines = server.follow("/api/live/events", query, "")) {
            pause(WITH_STREAM);
            for (var line = lines.next(); line != null; line = lines.next()) {
                if (line.startsWith("event:")) {
                    ring();
                }
            }
        } catch (Refused refused) {
            tell(refused);
        } catch (IOException gone) {
            // The next one goes on: it begins with the state.
        }
    }

    private void tell(Refused refused) {
        if (refused.exitCode() == ExitCode.USAGE && !told) {
            told = true;
            err.println("the server tells nothing by itself, asking it once a second: " + refused.getMessage());
            err.flush();
        }
    }

    @Override
    public void close() {
        reader.interrupt();
    }
}
