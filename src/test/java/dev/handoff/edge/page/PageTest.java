package dev.handoff.edge.page;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.submit;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.database.Statements;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;

/** A person looks at the page in a browser, and does what can be done there. */
@QuarkusTest
class PageTest {

    private static final String LATER = """
            {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}""";

    private static Browser browser;

    @TempDir
    Path folder;

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
    void queryLineChoosesAndStaysInTheAddress() {
        var dead = submit("{\"text\": \"x\", \"fail_permanently\": true}");
        awaitState(dead, "DEAD");
        browser.open("#/tasks");

        browser.find("#q").sendKeys("state:dead type:process-message", Keys.ENTER);

        browser.find("a[href='#/tasks/" + dead + "']");
        browser.awaitNone("tbody .state:not(.dead)");
        assertThat(browser.script("return location.hash")).isEqualTo("#/tasks?q=state%3Adead+type%3Aprocess-message");
        assertThat(browser.find(".states a[aria-current=true]").getText()).contains("dead");
    }

    @Test
    void wordsThatMeanNothingAreNamed() {
        browser.open("#/tasks?q=stat%3Adead");

        browser.awaitText("#query-help", "left out: stat:dead");
    }

    @Test
    void queryThatTheServerRefusesIsExplained() {
        browser.open("#/tasks?q=state%3Atired");

        browser.awaitText(".alert [role=alert]", "must be one of");
    }

    @Test
    void taskTellsWhatHappenedToIt() {
        var id = submit("{\"text\": \"x\", \"fail_attempts\": 1, \"steps\": 2}");
        awaitState(id, "SUCCEEDED");

        browser.open("#/tasks/" + id);

        browser.awaitText(".timeline", "attempt 1 failed");
        browser.awaitText(".timeline", "told to fail in 1 attempts");
        browser.awaitText(".timeline", "succeeded");
        browser.awaitText("section[aria-labelledby=steps]", "step-2");
        browser.awaitText("section[aria-labelledby=input]", "fail_attempts: 1");
    }

    @Test
    void taskIsCancelledByKeyboardAlone() {
        var id = submit("{\"text\": \"slow\", \"steps\": 100, \"sleep_ms\": 600000}");
        awaitState(id, "RUNNING");
        browser.open("#/tasks/" + id);
        browser.awaitText("main", "has been running for");

        browser.tabTo("Cancel task");
        browser.press(Keys.ENTER);
        browser.find("dialog[open]");
        browser.press("not needed", Keys.ENTER);

        browser.awaitText("#news", "Asked to cancel");
        awaitState(id, "CANCELLED");
        browser.awaitText("h1", "cancelled");
    }

    @Test
    void deadTaskIsTriedAgainByKeyboardAlone() {
        var id = submit("{\"text\": \"x\", \"fail_permanently\": true}");
        awaitState(id, "DEAD");
        browser.open("#/tasks/" + id);
        browser.awaitText("main", "told to fail permanently");

        browser.tabTo("Try again");
        browser.press(Keys.ENTER);
        browser.find("dialog[open]");
        browser.tabTo("Try again");
        browser.press(Keys.ENTER);

        browser.awaitText("#news", "Back in the queue");
        browser.awaitText(".timeline", "attempt 2 began");
    }

    @Test
    void instancesTellWhatTheyServe() {
        browser.open("#/more");
        browser.find("a[href='#/instances']").click();

        browser.awaitText("tbody", "runs");
        browser.awaitText("tbody", "process-message");
        browser.awaitText("tbody", "0 of ");
        browser.find("tbody progress");
    }

    @Test
    void questionCanBeLeftByEscape() {
        var id = submitBody(LATER);
        browser.open("#/tasks/" + id);

        browser.find("button.danger").click();
        browser.find("dialog[open]");
        browser.press(Keys.ESCAPE);

        browser.awaitNone("dialog");
        browser.awaitText("h1", "queued");
    }

    @Test
    void overviewTellsWhatWasDone() {
        awaitState(submit("{\"text\": \"x\"}"), "SUCCEEDED");
        browser.open("");

        browser.awaitText("h1", "Overview");
        browser.awaitText("table.numbers", "process-message");
        browser.find(".choice a:not([aria-current=true])").click();
        browser.awaitText("figcaption", "quarter of an hour");
    }

    @Test
    void typeIsPausedAndResumed() {
        awaitState(submit("{\"text\": \"x\"}"), "SUCCEEDED");
        browser.open("#/overview");

        browser.find("button[aria-label='Pause process-message']").click();
        browser.find("dialog input").sendKeys("the provider is down", Keys.ENTER);
        browser.awaitText(".trouble[role=status]", "the provider is down");
        browser.find("button[aria-label='Resume process-message']").click();
        browser.find("dialog .primary").click();

        browser.awaitNone(".trouble[role=status]");
    }

    @Test
    void countsStandBesideTheStates() {
        awaitState(submit("{\"text\": \"x\"}"), "SUCCEEDED");
        browser.open("#/tasks");

        browser.find("tbody tr");
        assertThat(browser.text(".states li:nth-child(4) .count")).matches("(≈ )?[1-9].*");
    }

    @Test
    void formSubmitsWhatTheSchemaAsksFor() {
        browser.open("#/submit?type=process-message");

        browser.find("#field-text").sendKeys("by the form");
        browser.find("#field-steps").sendKeys("2");
        browser.find("form.form .primary").click();

        browser.find("form.form [role=status] a").click();
        browser.awaitText("h1", "succeeded");
        browser.awaitText("section[aria-labelledby=input]", "steps: 2");
    }

    @Test
    void whatIsWrongWithAFieldIsSaidThere() {
        browser.open("#/submit?type=process-message");

        browser.find("#field-text").sendKeys("x");
        browser.find("#field-sleep_ms").sendKeys("-4");
        browser.find("form.form .primary").click();
        browser.awaitText("#field-sleep_ms-fault", "must have a minimum value of 0");
        browser.find("#field-sleep_ms").sendKeys("x");
        browser.find("form.form .primary").click();

        browser.awaitText("#field-sleep_ms-fault", "must be a whole number");
    }

    @Test
    void fileIsBroughtIntoStorageByTheForm() throws Exception {
        var file = Files.writeString(folder.resolve("talk.wav"), "RIFF");
        browser.open("#/submit?type=transcribe");

        browser.find("input[type=file]").sendKeys(file.toString());

        browser.awaitValue("#field-filename", "talk.wav");
    }

    @Test
    void deadTaskIsEditedAndSentAgain() {
        var id = submit("{\"text\": \"to mend\", \"fail_permanently\": true}");
        awaitState(id, "DEAD");
        browser.open("#/tasks/" + id);

        browser.find("a[href='#/submit?from=" + id + "']").click();
        browser.awaitValue("#field-text", "to mend");
        browser.find("#field-fail_permanently option[value='false'], #field-fail_permanently option:nth-child(3)")
                .click();
        browser.find("form.form .primary").click();

        browser.find("form.form [role=status] a").click();
        browser.awaitText("h1", "succeeded");
    }

    @Test
    void hostileTextStaysText() {
        var evil = "<img src=x onerror=\"window.hit=1\"><script>window.hit=1</script>${7*7}\u202Eedoc";
        var id = UUID.fromString(submitBody(LATER));
        statements.run(
                """
                UPDATE task SET type = $2, route = $2, worker = $2, error = $2, input = $3, attempt = 10000,
                    state = 'DEAD', ring_at = NULL, ended_at = now() WHERE id = $1""",
                Tuple.of(
                        id,
                        evil,
                        "{\"big\": 12345678901234567890.10, \"" + "<b>".repeat(9) + "\": \"" + "<i>".repeat(85_000)
                                + "\"}"));
        statements.run("""
                INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)
                SELECT $1, n, 'FAILED', $2, $2, now() FROM generate_series(1, 10000) n""", Tuple.of(id, evil));
        statements.run("""
                INSERT INTO task_step (task_id, name, result, attempt)
                SELECT $1, $2 || n, '{}', n FROM generate_series(1, 10000) n""", Tuple.of(id, evil));

        browser.open("#/tasks/" + id);

        browser.awaitText("h1", evil);
        browser.awaitText("section[aria-labelledby=input]", "12345678901234567890.10");
        browser.awaitText("section[aria-labelledby=attempts]", "the last 100 of 10,000");
        assertThat(browser.all("main img, main script, main i, main b")).isEmpty();
        assertThat(browser.script("return window.hit")).isNull();
        assertThat(browser.complaints()).isEmpty();
        statements.run("DELETE FROM task WHERE id = $1", Tuple.of(id));
    }

    @Test
    void languageIsChosenAndKept() {
        browser.open("#/tasks");
        try {
            browser.find(".settings option[value=uk]").click();
            browser.awaitText("h1", "Завдання");
            browser.open("#/tasks");
            browser.awaitText("h1", "Завдання");
            assertThat(browser.script("return document.documentElement.lang")).isEqualTo("uk");
        } finally {
            browser.script("localStorage.clear()");
        }
    }

    @Test
    void unknownTaskIsToldFromATroubledServer() {
        browser.open("#/tasks/018f0000-0000-7000-8000-000000000000");

        browser.awaitText(".alert [role=alert]", "018f0000-0000-7000-8000-000000000000");
    }
}
