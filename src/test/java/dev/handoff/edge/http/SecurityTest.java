package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.FUNCTION;
import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Calls.task;
import static dev.handoff.edge.http.Guarded.KEY;
import static dev.handoff.edge.http.Guarded.SECRET;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@TestProfile(Guarded.class)
class SecurityTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tasks",
                "/api/task-types",
                "/api/files/talk.wav",
                "/api/events",
                "/api/topics",
                "/api/schedules",
                "/api/groups/018f0000-0000-7000-8000-000000000000",
                "/api/tasks/018f0000-0000-7000-8000-000000000000",
                "/q/metrics",
                "/q/openapi",
                "/q/swagger-ui/",
                "/q/swagger-ui/index.html"
            })
    void readersNeedTheKey(String path) {
        unauthorized(given().get(path));
        unauthorized(given().header("Authorization", "Bearer wrong").get(path));
        given().header("Authorization", "Bearer " + KEY).get(path).then().statusCode(org.hamcrest.Matchers.not(401));
    }

    @ParameterizedTest
    @CsvSource({"cancel", "retry", "''"})
    void writersNeedTheKey(String action) {
        var path = action.isEmpty() ? TASKS : TASKS + "/018f0000-0000-7000-8000-000000000000/" + action;

        unauthorized(json(task("{\"text\": \"a\"}")).post(path));
        unauthorized(json(task("{\"text\": \"a\"}"))
                .header("Authorization", "Basic " + KEY)
                .post(path));
    }

    @Test
    void keyOpensTheApi() {
        json(task("{\"text\": \"a\"}"))
                .header("Authorization", "bearer " + KEY)
                .post(TASKS)
                .then()
                .statusCode(202);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "radio.0123456789.abcde", KEY + "0", "RADIO.0123456789.ABCDEF", SECRET})
    void nothingButTheKeyOpensTheApi(String key) {
        unauthorized(given().header("Authorization", "Bearer " + key).get(TASKS));
    }

    @Test
    void functionsNeedTheSecret() {
        unauthorized(json("{\"text\": \"a\"}").post(FUNCTION));
        unauthorized(json("{\"text\": \"a\"}").header("X-Tasks-Auth", "wrong").post(FUNCTION));
        unauthorized(json("{\"text\": \"a\"}").header("X-Tasks-Auth", "").post(FUNCTION));
        unauthorized(json("{\"text\": \"a\"}")
                .header("X-Tasks-Auth", "a-secure-local-secret")
                .post(FUNCTION));
    }

    @Test
    void keyDoesNotOpenFunctions() {
        json("{\"text\": \"a\"}")
                .header("Authorization", "Bearer " + KEY)
                .post(FUNCTION)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @Test
    void secretDoesNotOpenTheApi() {
        given().header("X-Tasks-Auth", SECRET)
                .get(TASKS)
                .then()
                .statusCode(403)
                .contentType("application/problem+json");
    }

    @ParameterizedTest
    @ValueSource(strings = {TASKS, "/q/metrics"})
    void manyWrongCredentialsFromOneAddressHaveToWait(String path) throws Exception {
        // Addresses of this machine that no other test uses, and from which nobody was let in.
        var guesser = "127.0.0." + (path.equals(TASKS) ? 7 : 8);
        for (int i = 0; i < Refusals.BURST; i++) {
            assertThat(get(guesser, path, bearer("wrong"))).startsWith("HTTP/1.1 401");
        }

        assertThat(get(guesser, path, bearer("wrong")))
                .startsWith("HTTP/1.1 429")
                .containsIgnoringCase("retry-after: ")
                .contains("/problems/too-many-tries");
        assertThat(get("127.0.0.9", path, bearer(KEY))).startsWith("HTTP/1.1 200");
    }

    @Test
    void manyFailedLoginsFromOneAddressHaveToWait() throws Exception {
        var guesser = "127.0.0.10";
        for (int i = 0; i < Refusals.BURST; i++) {
            assertThat(get(guesser, "/login/oidc/callback?state=a&code=b", ""))
                    .startsWith("HTTP/1.1 303")
                    .contains("/#/?refused=expired");
        }

        assertThat(get(guesser, "/login/oidc/callback?state=a&code=b", "")).startsWith("HTTP/1.1 429");
        assertThat(get(guesser, "/login/oidc", "")).startsWith("HTTP/1.1 429");
        assertThat(get("127.0.0.9", "/login/oidc", "")).startsWith("HTTP/1.1 303");
    }

    private static String bearer(String key) {
        return "Authorization: Bearer " + key + "\r\n";
    }

    /** The answer to one request from one of this machine's addresses. */
    private static String get(String from, String path, String header) throws IOException {
        try (var socket =
                new Socket(InetAddress.ofLiteral("127.0.0.1"), RestAssured.port, InetAddress.ofLiteral(from), 0)) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example", "https://other.example:8443", "http://localhost:3000"})
    void listedPagesMayCall(String origin) {
        given().header("Origin", origin)
                .header("Access-Control-Request-Method", "POST")
                .header("Access-Control-Request-Headers", "authorization,content-type")
                .options(TASKS)
                .then()
                .statusCode(204)
                .header("Access-Control-Allow-Origin", origin)
                .header("Access-Control-Allow-Credentials", (String) null);
        given().header("Origin", origin)
                .header("Authorization", "Bearer " + KEY)
                .get(TASKS)
                .then()
                .statusCode(200)
                .header("Access-Control-Allow-Origin", origin);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example",
                "https://app.example:444",
                "https://app.example.evil.example",
                "https://evil.example",
                "https://APP.example",
                "http://localhost.evil.example",
                "null",
                ""
            })
    void otherPagesMayNot(String origin) {
        for (var path : new String[] {TASKS, "/api/live", "/q/health"}) {
            given().header("Origin", origin)
                    .header("Authorization", "Bearer " + KEY)
                    .get(path)
                    .then()
                    .statusCode(403)
                    .contentType("application/problem+json")
                    .header("Access-Control-Allow-Origin", (String) null)
                    .body("type", equalTo("/problems/origin-refused"));
        }
    }

    @Test
    void pagesOfThisServerMayCall() {
        given().header("Origin", "https://handoff.example")
                .header("Host", "handoff.example")
                .header("Authorization", "Bearer " + KEY)
                .get(TASKS)
                .then()
                .statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/q/health", "/q/health/live", "/q/health/ready"})
    void healthIsOpen(String path) {
        given().get(path).then().statusCode(200);
        given().header("Authorization", "Bearer wrong").get(path).then().statusCode(200);
    }

    @Test
    void pathsCanNotBeWrittenAroundTheKey() {
        for (var path :
                new String[] {"/q/./metrics", "//q/metrics", "/q//metrics", "/q/health/../metrics", "/%71/metrics"}) {
            given().urlEncodingEnabled(false).get(path).then().statusCode(org.hamcrest.Matchers.not(200));
        }
    }

    private static void unauthorized(Response answer) {
        answer.then()
                .statusCode(401)
                .header("WWW-Authenticate", startsWith("Bearer"))
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthorized"));
    }
}
