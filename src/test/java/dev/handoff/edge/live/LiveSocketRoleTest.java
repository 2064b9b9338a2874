package dev.handoff.edge.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;

import dev.handoff.edge.http.Guarded;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.http.WebSocketHandshakeException;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** Who may talk over a WebSocket, and what is noted of it. */
@QuarkusTest
@TestProfile(Guarded.class)
class LiveSocketRoleTest {

    @Test
    void operatorSubmitsAndCancelsUnderItsName() throws Exception {
        try (var socket = Socket.withKey(Guarded.OPERATOR)) {
            var task = submitted(socket, "");
            socket.send("{\"op\": \"cancel\", \"task\": \"" + task + "\", \"reason\": \"not needed\"}");
            assertThat(socket.until(it -> it.path("op").asText().equals("cancelled")))
                    .isNotEmpty();

            assertNoted(task, "task.cancel", "reason", "not needed");
            var again = submitted(socket, ", \"origin\": \"" + task + "\"");
            assertNoted(again, "task.send_again", "origin", task);
        }
    }

    private static String submitted(Socket socket, String more) throws InterruptedException {
        socket.send("{\"op\": \"submit\", \"task\": {\"type\": \"process-message\", \"input\": {\"text\": \"a\"}" + more
                + "}}");
        return socket.until(it -> it.path("op").asText().equals("submitted"))
                .getLast()
                .at("/ticket/task_id")
                .asText();
    }

    private static void assertNoted(String task, String action, String detail, String value) {
        given().header("Authorization", "Bearer " + Guarded.VIEWER)
                .get("/api/audit?limit=1&entity_id=" + task)
                .then()
                .body("entries[0].actor", equalTo("otto"))
                .body("entries[0].action", equalTo(action))
                .body("entries[0].details." + detail, equalTo(value));
    }

    @Test
    void viewersAndStrangersAreRefused() {
        assertRefused(403, () -> Socket.withKey(Guarded.VIEWER));
        assertRefused(401, () -> Socket.withKey("no-key-of-this-server"));
        assertRefused(401, Socket::open);
    }

    private static void assertRefused(int status, Callable<Socket> opening) {
        assertThatThrownBy(opening::call)
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(status));
    }
}
