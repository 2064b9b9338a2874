package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OperationsTest {

    @Test
    void instanceSaysThatItLivesAndIsReady() {
        given().get("/q/health/live").then().statusCode(200).body("checks.name", hasItems("takes tasks"));
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItems("takes requests"));
    }

    @Test
    void everyOperationIsDescribed() {
        given().accept("application/json")
                .get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("info.title", equalTo("Handoff"))
                .body(
                        "paths.collectMany { it.value.values() }.every { it.summary && it.tags && it.security }",
                        equalTo(true))
                .body("paths.collectMany { it.value.values() }.every { it.responses.default }", equalTo(true))
                .body("paths.'/api/tasks'.post.responses", hasKey("202"))
                .body("paths.'/api/tasks'.get.responses", hasKey("200"))
                .body("paths.'/api/tasks/{type}'.post.responses", hasKey("200"))
                .body("components.securitySchemes", hasKey("api"))
                .body("components.securitySchemes", hasKey("invoker"))
                .body("components.schemas.TaskRecord.properties", hasKey("created_at"));
    }

    @Test
    void typeOfAProblemLeadsToItsExplanation() {
        String type = given().get("/api/nothing").path("type");

        given().get(type)
                .then()
                .statusCode(200)
                .contentType("text/plain")
                .body(containsString("No resource has the path."));
        given().get("/problems/nonsense").then().statusCode(404).body("status", equalTo(404));
    }

    @Test
    void apiCanBeTriedInABrowser() {
        given().get("/q/swagger-ui/").then().statusCode(200).body(containsString("swagger-ui"));
    }
}
