package dev.handoff.domain.monitoring;

import static dev.handoff.domain.monitoring.ScanRequests.json;
import static dev.handoff.domain.monitoring.ScanRequests.run;
import static dev.handoff.domain.monitoring.ScanRequests.submit;
import static dev.handoff.domain.monitoring.ScanRequests.transmitted;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.handoff.engine.outbox.Events;
import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.event.Scans;
import dev.handoff.event.Scans.Message;
import dev.handoff.event.Scans.MessageBatch;
import dev.handoff.event.Scans.Transmitted;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scans from their events to what they tell in the end, in one process with a real database. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class ScanTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Inject
    Events events;

    @Inject
    ScanStore scans;

    @Inject
    TaskReader reader;

    @Inject
    EventStore published;

    private final String scan = "scan-" + UUID.randomUUID();

    @Test
    void scanEndsAfterItsLastBatch() {
        tell(new Transmitted(scan, "c1", 3));
        tell(batch(1, "a", "b"));
        tell(batch(2, "c"));

        var finished = awaitFinished();

        assertThat(finished.batches()).isEqualTo(2);
        assertThat(finished.processedMessages()).isEqualTo(3);
    }

    @Test
    void scanEndsAfterTheWordThatAllWasSent() {
        tell(batch(1, "a", "b"));
        await().atMost(PATIENCE).until(() -> scans.find(scan).isPresent());
        assertThat(scans.find(scan).orElseThrow().finishedAt()).isEmpty();

        tell(new Transmitted(scan, "c1", 2));

        assertThat(awaitFinished().processedMessages()).isEqualTo(2);
    }

    @Test
    void scanOfNothingEndsAtOnce() {
        tell(new Transmitted(scan, "c1", 0));

        assertThat(awaitFinished().batches()).isZero();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void scanEndsOnceWhateverComesInWhateverOrderAndHoweverOften(long seed) throws Exception {
        var random = new Random(seed);
        int batches = 1 + random.nextInt(12);
        var deeds = new ArrayList<Callable<Object>>();
        int messages = 0;
        for (int i = 0; i < batches; i++) {
            var texts = Collections.nCopies(1 + random.nextInt(5), "text " + i).toArray(String[]::new);
            messages += texts.length;
            var batch = batch(i, texts);
            IntStream.rangeClosed(0, random.nextInt(3))
                    .forEach(_ -> deeds.add(() -> events.publish(Scans.BATCH, batch)));
        }
        var transmitted = new Transmitted(scan, "c1", messages);
        IntStream.rangeClosed(0, random.nextInt(3))
                .forEach(_ -> deeds.add(() -> events.publish(Scans.TRANSMITTED, transmitted)));
        Collections.shuffle(deeds, random);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var deed : threads.invokeAll(deeds)) {
                deed.get();
            }
        }

        assertThat(awaitFinished().processedMessages()).isEqualTo(messages);
        awaitRest();
        assertThat(tasks("finalize-scan")).hasSize(1);
        assertThat(results()).isEqualTo(1);
    }

    @Test
    void batchThatComesAgainAfterTheEndChangesNothing() {
        tell(batch(1, "a"));
        tell(new Transmitted(scan, "c1", 1));
        var before = awaitFinished();
        awaitRest();

        tell(batch(1, "a"));
        tell(new Transmitted(scan, "c1", 1));

        await().atMost(PATIENCE)
                .until(() ->
                        tasks("batch-scan").size() == 2 && tasks("close-scan").size() == 2);
        awaitRest();
        assertThat(scans.find(scan)).contains(before);
        assertThat(tasks("finalize-scan")).hasSize(1);
        assertThat(tasks("batch-scan")).allMatch(task -> task.state() == TaskState.SUCCEEDED);
        assertThat(results()).isEqualTo(1);
    }

    @Test
    void anotherBatchOfTheSameNumberIsRefused() {
        run("batch-scan", json(scan, 7, "mine")).then().statusCode(200);

        run("batch-scan", json(scan, 7, "yours"))
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("has a batch 7 with other messages"));
        assertThat(scans.find(scan).orElseThrow().processedMessages()).isEqualTo(1);
    }

    @Test
    void batchOfAnotherCommunityIsRefused() {
        tell(batch(1, "a"));
        await().atMost(PATIENCE).until(() -> scans.find(scan).isPresent());

        run("batch-scan", json(scan, 2, "b").replace("\"c1\"", "\"c2\""))
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("of community server c2"));
    }

    @Test
    void newBatchAfterTheEndIsRefused() {
        tell(new Transmitted(scan, "c1", 0));
        awaitFinished();

        run("batch-scan", json(scan, 1, "late"))
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("came after scan " + scan + " was finished"));
    }

    @Test
    void anotherNumberOfMessagesIsRefused() {
        run("close-scan", transmitted(scan, 5)).then().body("state", equalTo("SUCCEEDED"));

        run("close-scan", transmitted(scan, 6))
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("contradicts scan " + scan + ", which has 5 transmitted messages"));
    }

    @Test
    void scanIsNotFinishedBeforeItIsComplete() {
        run("close-scan", transmitted(scan, 5));

        run("finalize-scan", "{\"scan_id\":\"" + scan + "\"}")
                .then()
                .body("state", equalTo("DEAD"))
                .body("error", containsString("0 of 5 messages are processed"));
    }

    @Test
    void taskThatFinishesAFinishedScanTellsNobody() {
        tell(new Transmitted(scan, "c1", 0));
        awaitFinished();
        awaitRest();

        run("finalize-scan", "{\"scan_id\":\"" + scan + "\"}")
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("result.published", equalTo(false));
        assertThat(results()).isEqualTo(1);
    }

    @Test
    void batchHasHundredMessagesAtMost() {
        var hundred = Collections.nCopies(100, "x").toArray(String[]::new);
        var more = Collections.nCopies(101, "x").toArray(String[]::new);

        submit("batch-scan", json(scan, 1, hundred)).then().statusCode(202);
        submit("batch-scan", json(scan, 2, more))
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("/input/messages"));
        given().contentType("application/json")
                .body("{\"topic\":\"scan.batch.collected\",\"data\":" + json(scan, 2, more) + "}")
                .post("/api/events")
                .then()
                .statusCode(422)
                .body("errors[0].field", equalTo("/data/messages"));
    }

    @Test
    void addressesOfServersAreLeftOut() {
        var input = json(scan, 1, "x").replaceFirst("\\{", "{\"db_url\":\"postgres://me:canary@db\",");

        String id = submit("batch-scan", input).then().statusCode(202).extract().path("task_id");

        given().get("/api/tasks/" + id).then().statusCode(200).body(not(containsString("canary")));
    }

    @Test
    void unknownFieldsAreRefusedAndNotRepeated() {
        var input = json(scan, 1, "x").replaceFirst("\\{", "{\"mq_url\":\"amqp://me:canary@mq\",");

        submit("batch-scan", input).then().statusCode(422).body(not(containsString("canary")));
    }

    @Test
    void messageThatCannotBeReadIsCountedAndTheOthersAreChecked() {
        put("links-" + scan, "{\"kind\":\"hosts\",\"entries\":[\"bad.example\"]}");
        var input = """
                {"scan_id": "%s", "community_server_id": "c1", "batch_number": 1, "messages": [
                    {"message_id": "m1", "author_id": "a", "content": "", "links": ["https://%%zz/", "https://a..b/"]},
                    {"message_id": "m2", "author_id": "a", "content": "\\u0000", "links": ["//", "x.bad.example"]},
                    {"message_id": "m3", "author_id": "a", "content": "see http://BAD.example."}]}\
                """.formatted(scan);

        run("batch-scan", input)
                .then()
                .body("state", equalTo("SUCCEEDED"))
                .body("result.failed.size()", equalTo(2))
                .body("result.flagged_messages", equalTo(2));

        var stored = scans.find(scan).orElseThrow();
        assertThat(stored.failedMessages()).isEqualTo(2);
        assertThat(stored.flaggedMessages()).isEqualTo(2);
    }

    @Test
    void scanIsReadPageByPage() {
        put("words-" + scan, "{\"kind\":\"words\",\"entries\":[\"free crypto\"]}");
        tell(batch(1, "FREE\u200b crypto!", "hello", "Get free  CRYPTO now"));
        tell(new Transmitted(scan, "c1", 3));
        awaitFinished();

        var first = given().get("/api/scans/" + scan + "?limit=1");
        first.then()
                .statusCode(200)
                .body("state", equalTo("FINISHED"))
                .body("transmitted_messages", equalTo(3))
                .body("processed_messages", equalTo(3))
                .body("flagged_messages", equalTo(2))
                .body("reasons.'words:words-" + scan + "'", equalTo(2))
                .body("flags[0].message_id", equalTo("m0"))
                .body("flags[0].entry", equalTo("free crypto"));
        given().get("/api/scans/" + scan + "?limit=1&cursor=" + first.path("next_cursor"))
                .then()
                .body("flags[0].message_id", equalTo("m2"));
        given().get("/api/scans/" + scan + "?cursor=xx").then().statusCode(400);
        given().get("/api/scans/unknown").then().statusCode(404);
        given().get("/api/audit?action=scan.finished&entity_id=" + scan)
                .then()
                .body("entries.size()", equalTo(1))
                .body("entries[0].details.flagged_messages", equalTo("2"));
    }

    private void tell(MessageBatch batch) {
        events.publish(Scans.BATCH, batch);
    }

    private void tell(Transmitted transmitted) {
        events.publish(Scans.TRANSMITTED, transmitted);
    }

    private MessageBatch batch(int number, String... texts) {
        var messages = new ArrayList<Message>();
        for (var text : texts) {
            messages.add(new Message("m" + messages.size(), "ann", text, null));
        }
        return new MessageBatch(scan, "c1", number, messages);
    }

    private static void put(String rule, String body) {
        given().contentType("application/json")
                .body(body)
                .put("/api/scan-rules/" + rule)
                .then()
                .statusCode(201);
    }

    private ScanStore.Scan awaitFinished() {
        await().atMost(PATIENCE)
                .until(() ->
                        scans.find(scan).flatMap(ScanStore.Scan::finishedAt).isPresent());
        return scans.find(scan).orElseThrow();
    }

    /** Until nothing of this scan is under way any more. */
    private void awaitRest() {
        await().atMost(PATIENCE).until(() -> List.of("batch-scan", "close-scan", "finalize-scan").stream()
                .flatMap(type -> tasks(type).stream())
                .allMatch(task -> task.state().isFinal()));
    }

    /** Those of this scan. */
    private List<TaskRecord> tasks(String type) {
        var filter = new TaskFilter(
                Optional.of(type),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1000);
        return reader.list(filter).stream()
                .filter(task -> task.inputJson().contains(scan))
                .toList();
    }

    /** How often the end of this scan was published. */
    private long results() {
        var filter = new EventStore.Filter(
                Optional.of("scan.finished"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1000);
        return published.list(filter).stream()
                .filter(event -> event.toString().contains(scan))
                .count();
    }
}
