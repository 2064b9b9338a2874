package dev.handoff.edge.live;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.live.Announcer;
import dev.handoff.engine.store.Claim;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.Announcement;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskType;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many at a time, over real connections. */
@QuarkusTest
class CrowdTest {

    private static final int CROWD = 1_000;

    /** More than a queue holds, and what the machine keeps of each connection. */
    private static final int TOLD = 400;

    /** What is told before somebody looks whether it is heard. */
    private static final int BURST = 20;

    private record Note(int number, String text) {}

    private static final Announcement<Note> NOTED = Announcement.of("crowd.noted", Note.class);

    private static final TaskType<Note, Note> TYPE =
            TaskType.of("crowd", Note.class, Note.class).announces(NOTED);

    private static final Claim TELLER = new Claim(
            new TaskRef(new TaskId(UUID.randomUUID()), TYPE.name(), "local", 0, 1),
            "{}",
            0,
            Duration.ZERO,
            Optional.empty(),
            Optional.empty(),
            false);

    @Inject
    Announcer announcer;

    @Test
    void thousandClientsThatNeverReadHoldUpNobodyAndAreSentAway() throws Exception {
        var text = "a".repeat(4_000);
        try (var quick = Socket.open()) {
            quick.send(DeafSocket.SUBSCRIBE).answer();
            var crowd = Parallel.map(Collections.nCopies(CROWD, NOTED.name()), _ -> new DeafSocket());
            assertThat(clients()).isGreaterThan(CROWD);

            long slowest = 0;
            for (int i = 1; i <= TOLD; i++) {
                int number = i;
                long begun = System.nanoTime();
                announcer.announce(TELLER, TYPE, NOTED, () -> new Note(number, text));
                slowest = Math.max(slowest, System.nanoTime() - begun);
                if (number % BURST == 0) {
                    quick.until(it -> it.at("/data/number").asInt() == number);
                }
            }

            assertThat(Duration.ofNanos(slowest)).isLessThan(Duration.ofMillis(500));
            // What it finds when it reads at last, if it does so soon.
            var late = crowd.getLast().readAll();
            assertThat(late.code()).isEqualTo(1013);
            await().until(() -> clients() < CROWD);
            resume(late.lastId());
            await().until(() -> crowd.stream().filter(DeafSocket::isCut).count() == CROWD);
            crowd.forEach(DeafSocket::close);
        }
    }

    /** From where the slow one had come to. */
    private static void resume(long after) throws Exception {
        try (var again = Socket.open()) {
            again.send(DeafSocket.SUBSCRIBE.replace("}", ", \"after\": \"" + after + "\"}"));

            var rest = again.until(it -> it.has("op"));
            assertThat(rest.removeLast().path("op").asText()).isEqualTo("subscribed");
            assertThat(rest.getLast().at("/data/number").asInt()).isEqualTo(TOLD);

            assertThat(rest).noneMatch(it -> it.path("type").asText().equals("live.reset"));
            assertThat(rest.size()).isBetween(2, TOLD - 1);
        }
    }

    private static int clients() {
        return given().get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith("handoff_live_clients"))
                .mapToInt(line -> (int) Double.parseDouble(line.replaceFirst(".* ", "")))
                .sum();
    }
}
