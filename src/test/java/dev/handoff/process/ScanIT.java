package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.LocalServer;
import dev.handoff.LocalServer.Answer;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A scan of ten thousand messages, told over a broker to two instances, one of which is killed. */
@Tag(Program.JAR_ALONE)
@Timeout(240)
class ScanIT extends Deployment {

    private static final int BATCHES = 100;
    private static final int MESSAGES = 100;
    private static final Duration THINKING = Duration.ofMillis(10);

    private final ObjectMapper json = new ObjectMapper();
    private final LocalServer moderation = new LocalServer(this::judge);

    ScanIT() {
        settings.putAll(Map.of(
                "HANDOFF_ROUTES", "light:rabbitmq,heavy:rabbitmq",
                "HANDOFF_RABBITMQ_ROUTE_PATIENCE", "5s",
                "HANDOFF_BUS_LEASE", "3s",
                "HANDOFF_MODERATION", "openai",
                "OPENAI_BASE_URL", moderation.address()));
    }

    @Test
    void scanCountsEveryMessageOnceAndEndsOnce() throws Exception {
        kept(moderation);
        var vhost = vhost();
        var first = start(vhost.variables());
        var second = start(vhost.variables());
        assertThat(first.put("/api/scan-rules/scams", "{\"kind\":\"words\",\"entries\":[\"scam\"]}"))
                .isEqualTo(201);
        var events = events();

        publish(first, events.subList(0, events.size() / 2));
        within(60).until(() -> count("scan_batch") > 0 && metric(second, "handoff_pool_running") > 0);
        second.kill();
        publish(first, events.subList(events.size() / 2, events.size()));
        start(vhost.variables());

        within(90).until(() -> count("scan WHERE finished_at IS NOT NULL") == 1);
        within(60)
                .until(() ->
                        tasks("state IN ('QUEUED', 'RUNNING')") == 0 && count("event WHERE published_at IS NULL") == 0);
        var scan = Instance.body(first.get("/api/scans/big?limit=1"));
        assertThat(scan.path("batches").asInt()).isEqualTo(BATCHES);
        assertThat(scan.path("processed_messages").asInt()).isEqualTo(BATCHES * MESSAGES);
        assertThat(scan.path("flagged_messages").asInt()).isEqualTo(BATCHES * MESSAGES / 10);
        assertThat(scan.at("/reasons/words:scams").asInt()).isEqualTo(BATCHES * MESSAGES / 10);
        assertThat(tasks("type = 'finalize-scan'")).isOne();
        assertThat(count("event WHERE topic = 'scan.finished'")).isOne();
        assertThat(count("audit_entry WHERE action = 'scan.finished'")).isOne();
        assertThat(tasks("state = 'DEAD'")).isZero();
        // Or else nothing was shown.
        assertThat(tasks("attempt > 1")).isPositive();
        assertThat(tasks("type = 'batch-scan'")).isGreaterThan(BATCHES);
    }

    /** Each batch and the end, some of them told twice, in any order. */
    private static List<String> events() {
        var random = new Random(7);
        var events = new ArrayList<String>();
        for (int i = 0; i < BATCHES; i++) {
            var batch = batch(i);
            events.addAll(Collections.nCopies(1 + random.nextInt(2), batch));
        }
        var transmitted =
                "{\"topic\":\"scan.transmitted\",\"data\":{\"scan_id\":\"big\",\"community_server_id\":\"c1\","
                        + "\"transmitted_messages\":" + BATCHES * MESSAGES + "}}";
        events.addAll(List.of(transmitted, transmitted));
        Collections.shuffle(events, random);
        return events;
    }

    private static String batch(int number) {
        var messages = IntStream.range(0, MESSAGES)
                .mapToObj(i -> "{\"message_id\":\"m%d-%d\",\"author_id\":\"ann\",\"content\":\"%s\"}"
                        .formatted(number, i, i % 10 == 0 ? "What a SCAM!" : "What a day"))
                .collect(Collectors.joining(",", "[", "]"));
        return "{\"topic\":\"scan.batch.collected\",\"data\":{\"scan_id\":\"big\",\"community_server_id\":\"c1\","
                + "\"batch_number\":" + number + ",\"messages\":" + messages + "}}";
    }

    private static void publish(Instance instance, List<String> events) {
        for (int i = 0; i < events.size(); i += 20) {
            var some = events.subList(i, Math.min(i + 20, events.size()));
            var answer = instance.answer(
                    "/api/events",
                    "[" + String.join(",", some) + "]",
                    "Idempotency-Key",
                    UUID.randomUUID().toString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
        }
    }

    /** Objects to nothing, and takes its time, so that there is something to be killed. */
    private Answer judge(LocalServer.Request request) {
        LockSupport.parkNanos(THINKING.toNanos());
        try {
            int texts = json.readTree(request.body()).path("input").size();
            return Answer.json(200, "{\"results\":[" + String.join(",", Collections.nCopies(texts, "{}")) + "]}");
        } catch (IOException malformed) {
            return Answer.json(400, "{}");
        }
    }
}
