package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.awaitState;
import static dev.handoff.edge.http.Calls.get;
import static dev.handoff.edge.http.Calls.invoker;
import static dev.handoff.edge.http.Calls.json;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(Outside.class)
class ScheduleResourceTest {

    private static final int CALLERS = 50;

    /** The one half an hour ago. */
    private OffsetDateTime tick;

    @Inject
    Pool pool;

    @BeforeEach
    void registerAll() {
        String next =
                json().get("/api/schedules").then().statusCode(200).extract().path("schedules[0].next_tick_at");
        tick = OffsetDateTime.parse(next).minusDays(1);
    }

    @Test
    void schedulesAreListedByName() {
        json().get("/api/schedules")
                .then()
                .statusCode(200)
                .body("schedules.name", equalTo(List.of("daily", "early", "once", "raced")))
                .body("schedules.type", everyItem(equalTo("process-message")))
                .body("schedules.zone", everyItem(equalTo("Etc/UTC")))
                .body("schedules.deadline_seconds", everyItem(equalTo(86400)))
                .body("schedules.cron", hasItem(tick.getMinute() + " " + tick.getHour() + " * * *"))
                .body(
                        "schedules.next_tick_at",
                        hasItem(tick.plusDays(1).toInstant().toString()))
                .body("schedules.find { it.name == 'daily' }.last_tick_at", nullValue())
                .body("schedules.find { it.name == 'daily' }.last_task_id", nullValue());
    }

    @Test
    void tickSubmitsTheTaskOnce() {
        makeDue("once");

        String task = invoker()
                .post("/api/schedules/once/tick")
                .then()
                .statusCode(200)
                .body("name", equalTo("once"))
                .body("ticked", equalTo(true))
                .body("last_tick_at", equalTo(tick.toInstant().toString()))
                .body("last_task_id", notNullValue())
                .body("next_tick_at", equalTo(tick.plusDays(1).toInstant().toString()))
                .extract()
                .path("last_task_id");

        invoker()
                .post("/api/schedules/once/tick")
                .then()
                .statusCode(200)
                .body("ticked", equalTo(false))
                .body("last_task_id", equalTo(task));
        awaitState(task, "SUCCEEDED");
        get(task).then().body("type", equalTo("process-message")).body("result.text", equalTo("of once"));
    }

    @Test
    void oneOfManyCallsSubmitsTheTask() throws Exception {
        makeDue("raced");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Boolean> call = () -> invoker()
                    .post("/api/schedules/raced/tick")
                    .then()
                    .statusCode(200)
                    .extract()
                    .path("ticked");
            var ticked = threads
                    .invokeAll(Stream.generate(() -> call).limit(CALLERS).toList())
                    .stream()
                    .filter(it -> it.resultNow())
                    .count();
            assertThat(ticked).isOne();
        }

        assertThat(tasks("of raced")).isOne();
    }

    @Test
    void whatTheCallerSaysAboutTheTimeIsNotBelieved() {
        invoker()
                .header("X-CloudScheduler", "true")
                .header(
                        "X-CloudScheduler-ScheduleTime",
                        tick.plusDays(1).toInstant().toString())
                .body("{\"tick\": \"" + tick.plusDays(1) + "\"}")
                .post("/api/schedules/early/tick")
                .then()
                .statusCode(200)
                .body("ticked", equalTo(false))
                .body("last_tick_at", nullValue());
    }

    @Test
    void unknownScheduleIsNamedWithTheKnownOnes() {
        invoker()
                .post("/api/schedules/hourly/tick")
                .then()
                .statusCode(404)
                .body("type", equalTo("/problems/schedule-not-found"))
                .body("detail", equalTo("there is no schedule hourly; known are daily, early, once, raced"));
    }

    @Test
    void tickIsForInvokers() {
        given().post("/api/schedules/daily/tick").then().statusCode(401);
        given().header("X-Tasks-Auth", "wrong")
                .post("/api/schedules/daily/tick")
                .then()
                .statusCode(401);
    }

    @Test
    void pausedScheduleDoesNotTickAndGoesOnWithoutWhatItMissed() {
        makeDue("early");

        json("{\"reason\": \"holidays\"}")
                .post("/api/schedules/early/pause")
                .then()
                .statusCode(200)
                .body("paused.by", equalTo("anonymous"))
                .body("paused.reason", equalTo("holidays"));
        json("{\"reason\": \"once more\"}")
                .post("/api/schedules/early/pause")
                .then()
                .body("paused.reason", equalTo("holidays"));
        invoker().post("/api/schedules/early/tick").then().body("ticked", equalTo(false));
        json().get("/api/schedules")
                .then()
                .body("schedules.find { it.name == 'early' }.paused.paused_at", notNullValue())
                .body("schedules.find { it.name == 'daily' }.paused", nullValue());

        json("{}").post("/api/schedules/early/resume").then().body("resumed", equalTo(true));
        json("{}").post("/api/schedules/early/resume").then().body("resumed", equalTo(false));
        invoker().post("/api/schedules/early/tick").then().body("ticked", equalTo(false));
        json().get("/api/audit?entity_type=schedule&entity_id=early")
                .then()
                .body("entries.action", equalTo(List.of("schedule.resume", "schedule.pause")))
                .body("entries[1].details.reason", equalTo("holidays"));
    }

    @Test
    void taskOfAScheduleIsSubmittedNow() {
        String task = json("{\"reason\": \"last night's failed\"}")
                .post("/api/schedules/daily/run")
                .then()
                .statusCode(202)
                .extract()
                .path("task_id");

        awaitState(task, "SUCCEEDED");
        get(task).then().body("result.text", equalTo("of daily"));
        json().get("/api/schedules").then().body("schedules.find { it.name == 'daily' }.last_task_id", nullValue());
        json().get("/api/audit?action=schedule.run")
                .then()
                .body("entries[0].entity_id", equalTo("daily"))
                .body("entries[0].details", equalTo(Map.of("task", task, "reason", "last night's failed")));
    }

    @Test
    void unknownScheduleCanNotBeActedOn() {
        for (var action : List.of("run", "pause", "resume")) {
            json("{}").post("/api/schedules/hourly/" + action).then().statusCode(404);
            json("{\"reason\": \"\"}")
                    .post("/api/schedules/daily/" + action)
                    .then()
                    .statusCode(400);
        }
    }

    /** As if it had been registered yesterday. */
    private void makeDue(String schedule) {
        pool.preparedQuery("UPDATE schedule SET since = now() - interval '1 day' WHERE name = $1")
                .executeAndAwait(Tuple.of(schedule));
    }

    private long tasks(String text) {
        return pool.preparedQuery("SELECT count(*) FROM task WHERE input LIKE '%' || $1 || '%'")
                .executeAndAwait(Tuple.of(text))
                .iterator()
                .next()
                .getLong(0);
    }
}
