package dev.handoff.edge.doctor;

import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.submitBody;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.startsWith;

import dev.handoff.edge.page.Browser;
import dev.handoff.kit.database.Statements;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@QuarkusTest
class FindingResourceTest {

    @TestHTTPResource("/")
    URI page;

    @Inject
    Statements statements;

    @Test
    void doctorTellsWhatWorksAndWhatIsUnused() {
        // The first time may take longer than anybody waits.
        await().until(() -> json().get("/api/findings").path("taken_at") != null);

        json().get("/api/findings")
                .then()
                .statusCode(200)
                .body(
                        "findings.subject",
                        hasItems("server", "clock", "migrations", "dispatch", "tasks", "redis", "ffmpeg", "speech"))
                .body("findings.find { it.subject == 'migrations' }.state", equalTo("OK"))
                .body("findings.find { it.subject == 'tokens' }.state", equalTo("UNUSED"))
                .body("findings.find { it.subject == 'server' }.text", startsWith("PostgreSQL "));
    }

    @Test
    void pageShowsWhatIsWrongUntilItIsMended() {
        var task = UUID.fromString(submitBody("""
                {"type": "process-message", "input": {"text": "later"}, "run_at": "2099-01-01T00:00:00Z"}"""));
        statements.run(
                "UPDATE task SET type = 'of-no-instance', run_at = now() - interval '1 hour' WHERE id = $1",
                Tuple.of(task));
        json().post("/api/findings").then().statusCode(200);

        try (var browser = Browser.at(page.toString())) {
            browser.open("#/overview");
            browser.awaitText("section[aria-labelledby=findings] dl", "1 task of of-no-instance waits");
            browser.awaitText("section[aria-labelledby=findings] dl", "start one whose HANDOFF_SERVE has it");

            statements.run("DELETE FROM task WHERE id = $1", Tuple.of(task));
            browser.find("section[aria-labelledby=findings] button").click();

            await().until(() -> !shown(browser).contains("of-no-instance"));
        }
    }

    private static String shown(Browser browser) {
        return String.valueOf(
                browser.script("return document.querySelector('section[aria-labelledby=findings]')?.textContent"));
    }
}
