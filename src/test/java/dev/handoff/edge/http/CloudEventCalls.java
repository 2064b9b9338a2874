package dev.handoff.edge.http;

import static dev.handoff.edge.http.Calls.SECRET;
import static dev.handoff.edge.http.Calls.invoker;
import static io.restassured.RestAssured.given;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What the tests of events from outside say over and over. */
final class CloudEventCalls {

    private CloudEventCalls() {}

    static RequestSpecification event(String type) {
        return event(type, UUID.randomUUID().toString(), "//events");
    }

    static RequestSpecification event(String type, String id, String source) {
        return invoker()
                .header("ce-specversion", "1.0")
                .header("ce-type", type)
                .header("ce-source", source)
                .header("ce-id", id)
                .header("ce-subject", "objects/100%");
    }

    /** From the place that the answer names. */
    static String task(Response answer) {
        answer.then().statusCode(202);
        return answer.header("Location").substring("/api/tasks/".length());
    }

    static Response structured(String event) {
        return given().header("X-Tasks-Auth", SECRET)
                .contentType("application/cloudevents+json; charset=utf-8")
                .body(event.getBytes(StandardCharsets.UTF_8))
                .post("/api/cloudevents");
    }

    /** The data of an event of Cloud Storage. */
    static String upload(String bucket, String name) {
        return "{\"bucket\": \"%s\", \"name\": \"%s\", \"size\": \"5\"}".formatted(bucket, name);
    }
}
