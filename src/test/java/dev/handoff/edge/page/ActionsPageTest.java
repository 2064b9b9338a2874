package dev.handoff.edge.page;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.handoff.kit.database.NewId;
import dev.handoff.kit.database.Statements;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** What people do to many things at once, or to what isn't a task. Each action asks first and says why in the audit log. */
@QuarkusTest
class ActionsPageTest {

    private static final Path PICTURES = Path.of("target/page");

    private static Browser browser;

    private final String type = "page-" + UUID.randomUUID().toString().substring(0, 8);

    @TestHTTPResource("/")
    URI page;

    @Inject
    Statements statements;

    @BeforeEach
    void start() {
        if (browser == null) {
            browser = Browser.at(page.toString());
        }
        browser.look(1280, 900, "light");
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
            browser = null;
        }
    }

    @Test
    void endedTaskIsDeletedWithAReason() {
        var id = submit("{\"text\": \"x\"}");
        awaitState(id, "SUCCEEDED");
        browser.open("#/tasks/" + id);
        browser.awaitText("h1", "succeeded");

        browser.tabTo("Delete");
        browser.press(Keys.ENTER);
        browser.find("dialog[open] input").sendKeys("of a test", Keys.ENTER);

        browser.awaitText("#news", "Deleted");
        browser.awaitText("h1", "Tasks");
        json().get(TASKS + "/" + id).then().statusCode(404);
        browser.open("#/audit?action=task.delete&entity_id=" + id);
        browser.awaitText("tbody", "of a test");
    }

    @Test
    void allThatMatchAreDeletedAfterTheirNumberIsTold() {
        dead(3, "x");
        browser.open("#/tasks?q=" + type + "%20type%3A" + type);
        browser.find("tbody tr");
        assertThat(browser.all(".bulk button")).isEmpty();
        browser.open("#/tasks?q=type%3A" + type);

        browser.tabTo("Delete all");
        browser.press(Keys.ENTER);
        browser.awaitText("dialog", "Delete 3 tasks?");
        browser.screenshot(PICTURES.resolve("bulk-delete.png"));
        assertThat(browser.violations(List.of())).isEmpty();
        browser.find("dialog input").sendKeys("of a test", Keys.ENTER);

        browser.awaitText("h1", "bulk");
        browser.awaitText("h1", "succeeded");
        browser.awaitText("section[aria-labelledby=result]", "changed: 3");
        browser.screenshot(PICTURES.resolve("bulk-done.png"));
        browser.open("#/audit?action=bulk.delete");
        browser.awaitText("tbody", type);
        browser.awaitText("tbody", "of a test");
        browser.screenshot(PICTURES.resolve("bulk-audit.png"));
    }

    @Test
    void onlyWhatAStateIsOpenToIsOffered() {
        dead(1, "x");
        browser.open("#/tasks?q=state%3Asucceeded");

        browser.awaitText(".bulk", "Delete all");
        assertThat(browser.all(".bulk button")).hasSize(1);
        browser.open("#/tasks");
        browser.find("tbody tr");
        assertThat(browser.all(".bulk button")).isEmpty();
    }

    @Test
    void deadTasksOfOneCauseAreTriedAgainTogether() {
        var cause = "told to die for " + UUID.randomUUID();
        dead(3, cause + ": no. 7");
        browser.open("#/dead");

        browser.awaitText(".errors", cause);
        browser.screenshot(PICTURES.resolve("dead-group.png"));
        browser.script(
                "[...document.querySelectorAll('.errors li')].find(it => it.textContent.includes(arguments[0]))"
                        + ".querySelector('button').click()",
                cause);
        browser.awaitText("dialog", "Try 3 tasks again?");
        browser.screenshot(PICTURES.resolve("dead-retry.png"));
        browser.find("dialog input[name=rate]").sendKeys(Keys.HOME, Keys.DELETE, "5");
        browser.find("dialog .primary").click();

        browser.awaitText("h1", "succeeded");
        var left = statements.first(
                "SELECT count(*) AS count FROM task WHERE state = 'DEAD' AND type = $1", Tuple.of(type));
        assertThat(left.orElseThrow().getLong("count")).isZero();
        browser.open("#/audit?action=bulk.retry");
        browser.awaitText("tbody", "rate: 50");
    }

    @Test
    void eventsAreBroughtOnceMoreAfterTheirNumberIsTold() {
        // Those of other tests.
        statements.run("DELETE FROM event WHERE topic = 'circle.joined'", Tuple.tuple());
        json("{\"topic\": \"circle.joined\", \"data\": {\"circle_id\": \"c1\", \"user_id\": \"jane\"}}")
                .post("/api/events");
        browser.open("#/events?topic=circle.joined&state=published");
        browser.find(".lines li");

        browser.find("main details.card > summary").click();
        browser.find("form.filters input[name=again]").click();
        browser.screenshot(PICTURES.resolve("replay-form.png"));
        browser.find("form.filters button").click();
        browser.awaitText("dialog", "Bring 1 event of circle.joined once more?");
        browser.screenshot(PICTURES.resolve("replay-question.png"));
        assertThat(browser.violations(List.of())).isEmpty();
        browser.find("dialog input").sendKeys("of a test", Keys.ENTER);

        browser.awaitText("#news", "1 event is on its way");
        json().get("/api/audit?action=event.replay&entity_id=circle.joined")
                .then()
                .body("entries[0].details.reason", equalTo("of a test"));
        assertThat(browser.complaints()).isEmpty();
    }

    private void dead(int tasks, String error) {
        statements.run("""
                INSERT INTO task (id, type, route, input, run_at, state, error, ended_at)
                SELECT %s, $1, 'dry-run', '{}', now(), 'DEAD', $3, now() FROM generate_series(1, $2) n""".formatted(NewId.SQL), Tuple.of(type, tasks, error));
    }
}
