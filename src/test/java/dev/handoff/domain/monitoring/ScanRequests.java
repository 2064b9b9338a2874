package dev.handoff.domain.monitoring;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks of scans, as they are submitted over HTTP. */
final class ScanRequests {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private ScanRequests() {}

    static String json(String scan, int number, String... texts) {
        var messages = IntStream.range(0, texts.length)
                .mapToObj(i -> "{\"message_id\":\"m" + i + "\",\"author_id\":\"a\",\"content\":\"" + texts[i] + "\"}")
                .toList();
        return "{\"scan_id\":\"" + scan + "\",\"community_server_id\":\"c1\",\"batch_number\":" + number
                + ",\"messages\":[" + String.join(",", messages) + "]}";
    }

    static String transmitted(String scan, int messages) {
        return "{\"scan_id\":\"" + scan + "\",\"community_server_id\":\"c1\",\"transmitted_messages\":" + messages
                + "}";
    }

    static Response submit(String type, String input) {
        return given().contentType("application/json")
                .body("{\"type\":\"" + type + "\",\"input\":" + input + "}")
                .post("/api/tasks");
    }

    /** The task after its end. */
    static Response run(String type, String input) {
        String id = submit(type, input).then().statusCode(202).extract().path("task_id");
        await().atMost(PATIENCE).until(() -> List.of("SUCCEEDED", "DEAD")
                .contains(given().get("/api/tasks/" + id).path("state")));
        return given().get("/api/tasks/" + id);
    }
}
