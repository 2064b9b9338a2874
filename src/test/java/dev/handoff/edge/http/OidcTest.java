package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.FUNCTION;
import static dev.handoff.edge.http.Calls.TASKS;
import static dev.handoff.edge.http.Calls.json;
import static dev.handoff.edge.http.Guarded.KEY;
import static dev.handoff.edge.http.Guarded.SECRET;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;

/** Which doors a token opens. What makes a token genuine is OidcVerifierTest's. */
@QuarkusTest
@TestProfile(Guarded.class)
class OidcTest {

    @Test
    void tokenOfAnInvokerOpensFunctions() {
        call("Bearer " + Tokens.genuine()).statusCode(200).body("state", equalTo("SUCCEEDED"));
    }

    @Test
    void tokenOfAnInvokerTicks() {
        tick(Tokens.genuine()).statusCode(404).body("type", equalTo("/problems/schedule-not-found"));
        tick(Tokens.of("stranger@example.com")).statusCode(403);
        tick(Tokens.forged()).statusCode(401);
    }

    @Test
    void tokenOfSomebodyElseIsForbidden() {
        call("Bearer " + Tokens.of("stranger@example.com"))
                .statusCode(403)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/forbidden"));
    }

    @Test
    void forgedTokenIsUnauthorized() {
        call("Bearer " + Tokens.forged())
                .statusCode(401)
                .contentType("application/problem+json")
                .body("type", equalTo("/problems/unauthorized"));
    }

    @Test
    void forgedTokenIsUnauthorizedBesideTheRightSecret() {
        json("{\"text\": \"a\"}")
                .header("X-Tasks-Auth", SECRET)
                .header("Authorization", "Bearer " + Tokens.forged())
                .post(FUNCTION)
                .then()
                .statusCode(401);
    }

    @Test
    void secretDoesWithoutAToken() {
        json("{\"text\": \"a\"}")
                .header("X-Tasks-Auth", SECRET)
                .post(FUNCTION)
                .then()
                .statusCode(200);
    }

    @Test
    void headersOfCloudTasksOpenNothing() {
        var refused = json("{\"text\": \"a\"}")
                .header("X-CloudTasks-QueueName", "handoff")
                .header("X-CloudTasks-TaskName", "1")
                .header("X-CloudTasks-TaskRetryCount", "0")
                .header("X-CloudTasks-TaskExecutionCount", "0")
                .header("X-CloudTasks-TaskETA", "1.0")
                .header("X-AppEngine-QueueName", "handoff")
                .header("User-Agent", "Google-Cloud-Tasks")
                .post(FUNCTION);

        assertThat(refused.statusCode()).isEqualTo(401);
    }

    @Test
    void invokerMayNotSubmitOrRead() {
        json().header("Authorization", "Bearer " + Tokens.genuine())
                .get(TASKS)
                .then()
                .statusCode(403);
        json().header("Authorization", "Bearer " + Tokens.genuine())
                .get("/q/metrics")
                .then()
                .statusCode(403);
    }

    @Test
    void keyStillOpensTheApi() {
        json().header("Authorization", "Bearer " + KEY).get(TASKS).then().statusCode(200);
        json().header("Authorization", "Bearer wrong").get(TASKS).then().statusCode(401);
        json().header("Authorization", "Bearer " + KEY + "0").get(TASKS).then().statusCode(401);
    }

    @Test
    void keyOfATokensFormOpensNoFunctions() {
        call("Bearer " + KEY).statusCode(403);
        json("{\"text\": \"a\"}")
                .header("X-Tasks-Auth", SECRET)
                .header("Authorization", "Bearer " + KEY)
                .post(FUNCTION)
                .then()
                .statusCode(200);
    }

    /** As Cloud Scheduler calls: without a body. */
    private static ValidatableResponse tick(String token) {
        return given().contentType("application/octet-stream")
                .header("User-Agent", "Google-Cloud-Scheduler")
                .header("X-CloudScheduler", "true")
                .header("Authorization", "Bearer " + token)
                .post("/api/schedules/nightly/tick")
                .then();
    }

    private static ValidatableResponse call(String authorization) {
        return json("{\"text\": \"a\"}")
                .header("Authorization", authorization)
                .post(FUNCTION)
                .then();
    }
}
