package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.handoff.edge.page.Browser;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The page where the API asks for a key. */
@QuarkusTest
@TestProfile(Guarded.class)
class PageSignInTest {

    @TestHTTPResource("/")
    URI page;

    @Test
    void keyIsAskedForOnceAndWorthNothingAfterLeaving() {
        try (var browser = Browser.at(page.toString())) {
            browser.open("#/tasks");
            browser.awaitText("h1", "Sign in");
            browser.find("input[name=key]").sendKeys("a wrong one", Keys.ENTER);
            browser.awaitText("main [role=alert]", "doesn't know this key");
            browser.find("input[name=key]").sendKeys(Guarded.OPERATOR, Keys.ENTER);
            browser.awaitText("h1", "Tasks");
            browser.awaitText(".person", "otto operator");
            browser.find("tbody tr, .empty");

            browser.open("#/dead");
            browser.awaitText("h1", "Dead");
            browser.find(".errors, .empty");
            assertThat(browser.script("return localStorage.length + sessionStorage.length + document.cookie.length"))
                    .isEqualTo(0L);

            browser.find(".settings button:last-of-type").click();
            browser.awaitText("h1", "Sign in");
            browser.open("#/dead");
            browser.awaitText("h1", "Sign in");
        }
    }

    @Test
    void personOfTheProviderComesBackToTheScreen() {
        try (var browser = Browser.at(page.toString())) {
            browser.open("#/schedules");
            signInAs(browser, "stranger");
            browser.awaitText("main [role=alert]", "no role here");
            browser.open("#/schedules");
            signInAs(browser, "olena");
            browser.awaitText(".person", "olena operator");
            browser.awaitText("h1", "Schedules");

            browser.find(".settings button:last-of-type").click();
            browser.awaitText("h1", "Sign in");
        }
    }

    /** For the browser the provider is another site: this one goes by its number, that one by its name. */
    private static void signInAs(Browser browser, String person) {
        browser.find(".sign a").click();
        browser.find("#" + person).click();
    }

    @Test
    void everyoneIsOfferedWhatTheirKeyMay() {
        String task = given().header("Authorization", "Bearer " + Guarded.OPERATOR)
                .contentType("application/json")
                .body(Calls.task("{\"text\": \"private\"}"))
                .post(Calls.TASKS)
                .path("task_id");
        try (var browser = Browser.at(page.toString())) {
            enter(browser, Guarded.VIEWER, "#/tasks/" + task);
            browser.awaitText("h1", "succeeded");
            browser.awaitText("main", "not shown to viewers");
            browser.awaitNone("a[href^='#/submit'], a[href='#/events'], main .danger, #input");
            leave(browser);

            enter(browser, Guarded.OPERATOR, "#/submit?from=" + task);
            browser.awaitValue("#field-text", "private");
            browser.find("form.form .primary").click();
            browser.find("form.form [role=status] a").click();
            browser.awaitText("h1", "succeeded");
            browser.find("#input");
            browser.awaitNone("main .danger");
            leave(browser);

            enter(browser, Guarded.KEY, "#/tasks/" + task);
            browser.find("main .danger");
        }
    }

    private static void enter(Browser browser, String key, String screen) {
        browser.open(screen);
        browser.find("input[name=key]").sendKeys(key, Keys.ENTER);
        browser.find(".person");
    }

    private static void leave(Browser browser) {
        browser.find(".settings button:last-of-type").click();
        browser.find("input[name=key]");
    }

    @Test
    void filesAreOpenAndComeAsTheBrowserWantsThem() {
        var index = given().header("Accept-Encoding", "gzip").get("/");
        index.then()
                .statusCode(200)
                .header("Content-Type", containsString("text/html"))
                .header("Cache-Control", equalTo("no-cache"))
                .header(
                        "Content-Security-Policy",
                        containsString("default-src 'none'; script-src 'self'; style-src 'self'"))
                .header("Content-Security-Policy", not(containsString("unsafe")))
                .header("Content-Encoding", equalTo("gzip"));
        given().header("If-None-Match", index.header("ETag")).get("/").then().statusCode(304);

        var script = index.asString().replaceFirst("(?s).*src=\"(page/[0-9a-f]{16}/main.js)\".*", "/$1");
        given().get(script)
                .then()
                .statusCode(200)
                .header("Content-Type", containsString("text/javascript"))
                .header("Cache-Control", containsString("immutable"))
                .header("X-Content-Type-Options", equalTo("nosniff"));
        for (var nothing : new String[] {
            script.replace("main.js", "index.html"),
            script.replace("main.js", "lit/LICENSE"),
            script.replace("main.js", "..%2f..%2fapplication.properties"),
            "/page/0000000000000000/main.js"
        }) {
            given().urlEncodingEnabled(false).get(nothing).then().statusCode(404);
        }
    }
}
