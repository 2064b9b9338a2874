package dev.handoff.edge.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;

import dev.handoff.engine.Instance;
import dev.handoff.kit.database.DatabaseConfig;
import dev.handoff.kit.database.StatementTracing;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.host.HostHealth;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class OperationsTest {

    @Inject
    Pool pool;

    @Inject
    DatabaseConfig database;

    @Test
    void instanceSaysThatItLivesAndIsReady() {
        given().get("/q/health/live").then().statusCode(200).body("checks.name", hasItems("takes tasks"));
        given().get("/q/health/ready").then().statusCode(200).body("checks.name", hasItems("takes requests"));
    }

    /** A full disk, no memory, a broken disk, a lost file, a standby; what follows passes by itself or is our fault. */
    @ParameterizedTest
    @CsvSource({
        "53100, DOWN",
        "53200, DOWN",
        "53400, DOWN",
        "58030, DOWN",
        "58P01, DOWN",
        "25006, DOWN",
        "53300, UP",
        "40001, UP",
        "57014, UP",
        "22012, UP",
        "23514, UP"
    })
    void requestsAreKeptAwayWhileTheDatabaseLacksSomething(String sqlState, HealthCheckResponse.Status status) {
        var statements = new Statements(pool, database, StatementTracing.NONE);
        var readiness = new InstanceReadiness(new Instance(), new HostHealth(), statements);
        var refusal = "DO $$ BEGIN RAISE EXCEPTION 'could not extend file' USING ERRCODE = '%s'; END $$";
        assertThat(readiness.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);

        assertThatThrownBy(() -> statements.run(refusal.formatted(sqlState), Tuple.tuple()))
                .hasMessageContaining("could not extend file");

        var answer = readiness.call();
        assertThat(answer.getStatus()).isEqualTo(status);
        assertThat(answer.getData().isPresent()).isEqualTo(status == HealthCheckResponse.Status.DOWN);
        answer.getData()
                .ifPresent(data -> assertThat(data.get("reason")).asString().contains("could not extend file"));
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
