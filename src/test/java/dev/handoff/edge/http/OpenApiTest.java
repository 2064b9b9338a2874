package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class OpenApiTest {

    @Test
    void dump() throws Exception {
        java.nio.file.Files.writeString(
                java.nio.file.Path.of("/tmp/people/openapi.json"),
                given().accept("application/json").get("/q/openapi?format=json").asString());
    }
}
