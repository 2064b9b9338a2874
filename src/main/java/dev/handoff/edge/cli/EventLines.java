package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;

/** Shows what a server tells, a line for each event, and goes on where it was when the server comes back. */
final class EventLines {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());

    private final Server server;
    private final PrintWriter out;
    private final PrintWriter err;
    private final boolean raw;
    private String last = "";
    private boolean away;

    EventLines(Server server, PrintWriter out, PrintWriter err, boolean raw) {
        this.server = server;
        this.out = out;
        this.err = err;
        this.raw = raw;
    }

    /**
     * Shows them until it is interrupted.
     *
     * @throws Refused if the server refuses, or is not there at the beginning
     */
    void show(Map<String, String> query) throws InterruptedException {
        boolean begun = false;
        while (true) {
            try (var lines = server.follow("/api/live/events", query, last)) {
                begun = true;
                away = false;
                for (var line = lines.next(); line != null; line = lines.next()) {
                    take(line);
                }
            } catch (Refused refused) {
                if (!begun || refused.exitCode() != ExitCode.UNAVAILABLE) {
                    throw refused;
                }
            } catch (IOException gone) {
                // It goes on below.
            }
            tellOnce();
            Thread.sleep(PAUSE);
        }
    }

    private void tellOnce() {
        if (!away) {
            away = true;
            err.println("no answer just now, waiting for the server to come back");
            err.flush();
        }
    }

    private void take(String line) throws IOException {
        if (line.startsWith("id:")) {
            last = line.substring("id:".length()).strip();
        } else if (line.startsWith("data:")) {
            var event = line.substring("data:".length()).strip();
            out.println(raw ? event : text(JSON.readTree(event)));
            out.flush();
        }
    }

    static String text(JsonNode event) {
        var time = TIME.format(Instant.parse(event.path("time").asText()));
        var data = event.path("data");
        var progress = data.path("progress");
        var details = progress.has("total")
                ? progress.path("done").asLong() + "/" + progress.path("total").asLong()
                : data.path("error").asText("");
        return String.join(
                        "  ",
                        time,
                        event.path("type").asText(),
                        event.path("tasktype").asText(data.path("type").asText("")),
                        event.path("subject").asText(),
                        details)
                .strip();
    }
}
