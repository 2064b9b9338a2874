package dev.handoff.edge.session;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.handoff.Settings;
import dev.handoff.edge.http.ApiConfig;
import dev.handoff.edge.http.ApiKeys;
import dev.handoff.edge.http.Guarded;
import dev.handoff.edge.page.PageConfig;
import dev.handoff.task.NotFound;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@TestProfile(Guarded.class)
class SessionTest {

    private static final String TASKS = "/api/tasks";
    private static final String TASK = "{\"type\": \"process-message\", \"input\": {\"text\": \"a\"}}";

    @Test
    void sessionOpensWhatItsKeyOpens() {
        var login = logIn(Guarded.OPERATOR);
        login.then().statusCode(200).body("name", equalTo("otto")).body("role", equalTo("operator"));
        assertThat(login.header("Set-Cookie")).contains("HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=43200");
        var cookie = login.cookie(Cookies.SESSION);

        with(cookie).get(TASKS).then().statusCode(200);
        with(cookie)
                .get("/api/session")
                .then()
                .body("name", equalTo("otto"))
                .body("sees_data", equalTo(true))
                .body("expires_at", notNullValue());
        with(cookie).header("X-Handoff-Page", "1").body(TASK).post(TASKS).then().statusCode(202);
        with(cookie)
                .header("X-Handoff-Page", "1")
                .delete(TASKS + "/018f0000-0000-7000-8000-000000000000")
                .then()
                .statusCode(403);
    }

    @Test
    void foreignPageCanChangeNothingByASession() {
        var cookie = logIn(Guarded.OPERATOR).cookie(Cookies.SESSION);

        with(cookie).body(TASK).post(TASKS).then().statusCode(401);
        with(cookie)
                .header("X-Handoff-Page", "1")
                .header("Origin", "https://evil.example")
                .body(TASK)
                .post(TASKS)
                .then()
                .statusCode(403);
        with(cookie).header("Origin", "https://app.example").get(TASKS).then().statusCode(401);
    }

    @Test
    void changedSessionOpensNothing() {
        var cookie = logIn(Guarded.VIEWER).cookie(Cookies.SESSION);

        with(cookie.substring(0, cookie.length() - 4) + "AAAA")
                .get(TASKS)
                .then()
                .statusCode(401);
        with("").get(TASKS).then().statusCode(401);
    }

    @Test
    void nobodyLogsInWithoutAKey() {
        logIn("wrong").then().statusCode(401).header("Set-Cookie", nullValue());
        given().contentType("application/json").post("/login").then().statusCode(401);
    }

    @Test
    void loggingOutTakesTheCookieBack() {
        assertThat(given().contentType("application/json").post("/logout").header("Set-Cookie"))
                .contains("Max-Age=0");
    }

    @Inject
    Sessions sessions;

    @Inject
    ApiKeys keys;

    @Inject
    Vertx vertx;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"on | api, data, operator, viewer", "read-only | api, data, viewer", "off | nobody"})
    void sessionOpensWhatTheModeOfThePageLeaves(String mode, String opened) throws Exception {
        var caller = new SessionCaller(sessions, Settings.of(ApiConfig.class), page(mode));
        var server = vertx.createHttpServer();
        var router = Router.router(vertx);
        router.route().handler(request -> caller.authenticate(request, null)
                .subscribe()
                .with(it -> request.end(it == null ? "nobody" : roles(it)), request::fail));
        server.requestHandler(router)
                .listen(0)
                .toCompletionStage()
                .toCompletableFuture()
                .get();
        var cookie = sessions.begin(keys.named("otto").orElseThrow()).text();
        try {
            assertThat(with(cookie)
                            .get("http://localhost:" + server.actualPort() + "/")
                            .asString())
                    .isEqualTo(opened);
        } finally {
            server.close();
        }
    }

    @Test
    void nobodyLogsInWhereThePageIsOff() {
        var login = new LoginResource(null, sessions, null, page("off"), null, keys, null);

        assertThatThrownBy(() -> login.logIn(null)).isInstanceOf(NotFound.class).hasMessageContaining("HANDOFF_PAGE");
    }

    private static PageConfig page(String mode) {
        return Settings.of(PageConfig.class, Map.of("handoff.page.mode", mode));
    }

    private static String roles(SecurityIdentity identity) {
        return String.join(", ", new TreeSet<>(identity.getRoles()));
    }

    private static Response logIn(String key) {
        return given().contentType("application/json")
                .body("{\"key\": \"" + key + "\"}")
                .post("/login");
    }

    private static RequestSpecification with(String cookie) {
        return given().contentType("application/json").cookie(Cookies.SESSION, cookie);
    }
}
