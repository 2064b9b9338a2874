package dev.handoff.edge.page;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static java.util.Map.entry;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Every screen in every size and both themes: readable for everybody and within its window. With {@code -Ddocuments.write}
 * all are photographed, some of them for the documents.
 */
@QuarkusTest
class PageLooksTest {

    private static final Path PICTURES = Path.of("target/page");

    /** What the documents show. */
    private static final Path DOCUMENTS = Path.of("docs/start/page");

    private static final List<String> SHOWN = List.of("overview-light", "task-dark", "tasks-light");

    private static final boolean PHOTOGRAPHS = System.getProperty("documents.write") != null;

    /** Of axe: what the theme decides, and what the width does. */
    private static final List<String> COLOURS = List.of("color-contrast");

    private static final List<String> SIZES = List.of("target-size", "scrollable-region-focusable");

    /** @param rules of axe that may be broken here alone; empty for all of them */
    private record Window(String name, int width, int height, String scheme, List<String> rules) {}

    private static final List<Window> WINDOWS = List.of(
            new Window("light", 1280, 800, "light", List.of()),
            new Window("dark", 1280, 800, "dark", COLOURS),
            new Window("phone", 360, 780, "light", SIZES));

    @TestHTTPResource("/")
    URI page;

    @Inject
    Statements statements;

    private String running;

    /** A shutdown would wait for it. */
    @AfterEach
    void cancel() {
        json().post(TASKS + "/" + running + "/cancel");
    }

    @Test
    void everyScreenIsForEverybody() {
        var screens = screens();
        var found = new SoftAssertions();
        try (var browser = Browser.at(page.toString())) {
            screens.forEach((name, screen) -> {
                browser.open(screen.hash());
                browser.find(screen.ready());
                for (var window : WINDOWS) {
                    browser.look(window.width(), window.height(), window.scheme());
                    var picture = name + "-" + window.name();
                    photograph(browser, picture);
                    found.assertThat(browser.violations(window.rules()))
                            .as(picture)
                            .isEmpty();
                    found.assertThat((Long) browser.script("return document.documentElement.scrollWidth"))
                            .as("width of " + picture)
                            .isLessThanOrEqualTo(window.width());
                }
            });
            found.assertThat(browser.complaints()).isEmpty();
        }
        found.assertAll();
    }

    private static void photograph(Browser browser, String picture) {
        if (PHOTOGRAPHS) {
            browser.screenshot(PICTURES.resolve(picture + ".png"));
            if (SHOWN.contains(picture)) {
                browser.screenshot(DOCUMENTS.resolve(picture + ".png"));
            }
        }
    }

    private record Screen(String hash, String ready) {}

    private Map<String, Screen> screens() {
        count();
        running = submit("{\"text\": \"slow\", \"steps\": 8, \"sleep_ms\": 600000}");
        submitBody("""
                {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""");
        var dead = submit("{\"text\": \"x\", \"fail_permanently\": true}");
        awaitState(dead, "DEAD");
        var task = submit("{\"text\": \"A talk about background work\", \"fail_attempts\": 1, \"steps\": 4}");
        awaitState(task, "SUCCEEDED");
        json("{\"name\": \"Weekly\", \"segments\": [{\"type\": \"speech\", \"text\": \"Hello, {{name}}\"}, {\"type\": \"main\"}]}")
                .put("/api/templates/weekly");
        json("{\"kind\": \"words\", \"entries\": [\"free money\", \"click here\"]}")
                .put("/api/scan-rules/scams");
        return Map.ofEntries(
                entry("overview", new Screen("#/overview", "table.numbers")),
                entry("tasks", new Screen("#/tasks", "tbody tr")),
                entry("nothing", new Screen("#/tasks?q=type%3Anone", ".empty")),
                entry("task", new Screen("#/tasks/" + task, ".timeline")),
                entry("dead", new Screen("#/dead", ".errors li")),
                entry("groups", new Screen("#/groups", ".errors li, .empty")),
                entry("schedules", new Screen("#/schedules", "table, .empty")),
                entry("events", new Screen("#/events", ".lines li, .empty")),
                entry("submit", new Screen("#/submit?type=process-message", "#field-text")),
                entry("more", new Screen("#/more", ".tile")),
                entry("instances", new Screen("#/instances", "tbody tr")),
                entry("queues", new Screen("#/queues", "table, .empty")),
                entry("audit", new Screen("#/audit", "tbody tr")),
                entry("scans", new Screen("#/scans?rule=scams", "#rule")),
                entry("search", new Screen("#/search", "form")),
                entry("template", new Screen("#/templates/weekly", "#segments")));
    }

    /** What an hour of some instances looks like. */
    private void count() {
        statements.run("""
                INSERT INTO tally (seconds, began_at, type, worker, submitted, succeeded, failed, dead, cancelled,
                                   waited, ran, input_tokens, output_tokens, cost)
                SELECT 60, date_trunc('minute', now()) - n * interval '1 minute', type, 'looks', 10 * size, 10 * size,
                       size * (n % 7) / 4, (n % 11 = 0)::int, (n % 13 = 0)::int,
                       array_fill(0, ARRAY[8]) || ARRAY[9, 3, 1], array_fill(0, ARRAY[20 + 3 * size]) || ARRAY[8, 4, 1],
                       size * 900, size * 200, size * 0.0007
                FROM generate_series(0, 59) n,
                     LATERAL (VALUES ('transcribe', 1 + n % 3), ('process-chunk', 2 + (n / 9) % 4),
                                     ('ai-note', 1 + (n / 5) % 2)) AS t(type, size)
                ON CONFLICT DO NOTHING""", Tuple.tuple());
    }
}
