package dev.handoff.edge.page;

import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens comes to the page by itself, through whatever a server goes through. */
@QuarkusTest
class PageNewsTest {

    private static final String LIVE = ".pulse.live";

    @TestHTTPResource("/")
    URI server;

    private Front front;
    private Browser browser;

    private void begin(PageConfig.Mode mode) {
        front = Front.before(server, mode);
        browser = Browser.at(front.address());
    }

    @AfterEach
    void end() {
        if (browser != null) {
            browser.close();
        }
        if (front != null) {
            front.close();
        }
    }

    /** Where the page follows, it asks but twice a minute. */
    @Test
    void whatHappensAppearsAtOnceAndAfterTheServerWasAway() {
        begin(PageConfig.Mode.ON);
        browser.open("#/tasks");
        browser.find(LIVE);
        var first = submit("{\"text\": \"hi\"}");
        browser.find("a[href='#/tasks/" + first + "']");

        front.stop();
        browser.awaitText(".alert", "The server doesn't answer");
        browser.awaitNone(LIVE);
        var second = submit("{\"text\": \"hi\"}");
        front.start();

        browser.awaitNone(".alert .trouble");
        browser.find("a[href='#/tasks/" + second + "']");
        browser.find(LIVE);
        var third = submit("{\"text\": \"hi\"}");
        browser.find("a[href='#/tasks/" + third + "']");
        assertThat(browser.complaints()).isEmpty();
    }

    @Test
    void progressMovesAndNothingIsAskedForWhileNobodyLooks() {
        begin(PageConfig.Mode.ON);
        var id = submit("{\"text\": \"slow\", \"steps\": 100, \"sleep_ms\": 60000}");
        awaitState(id, "RUNNING");
        browser.open("#/tasks/" + id);
        browser.find(LIVE);
        var done = progress();
        await().until(() -> progress() >= done + 2);

        look(false);
        long asked = front.asked();
        long shown = progress();
        await().during(Duration.ofMillis(1500)).until(() -> front.asked() == asked && progress() == shown);
        look(true);

        await().until(() -> progress() > shown + 1);
        browser.find(LIVE);
        json().post(TASKS + "/" + id + "/cancel");
        browser.awaitText("h1", "cancelled");
        browser.awaitNone(".pulse");
    }

    private long progress() {
        return (Long) browser.script("return Number(document.querySelector('.progress progress')?.value ?? 0)");
    }

    private void look(boolean looks) {
        browser.script(
                "Object.defineProperty(document, 'hidden', {value: !arguments[0], configurable: true});"
                        + "document.dispatchEvent(new Event('visibilitychange'))",
                looks);
    }

    @Test
    void pageThatIsReadOnlyOffersNoChange() {
        begin(PageConfig.Mode.READ_ONLY);
        var id = submit("{\"text\": \"x\", \"fail_permanently\": true}");
        awaitState(id, "DEAD");

        browser.open("#/tasks/" + id);
        browser.awaitText("main", "told to fail permanently");
        assertThat(browser.all("main .danger, main .primary, a[href^='#/submit']"))
                .isEmpty();
        browser.open("#/dead");
        browser.find(".errors li");
        assertThat(browser.all(".errors button")).isEmpty();
        browser.open("#/submit");
        browser.awaitText("main", "read-only");
    }

    @Test
    void pageThatIsOffIsNotThere() {
        front = Front.before(server, PageConfig.Mode.OFF);

        json().get(front.address()).then().statusCode(404);
    }
}
