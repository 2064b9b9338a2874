package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A post is published and three small tasks follow from it, each once, whatever fails in between. */
@Timeout(240)
class EventsIT extends Deployment {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";

    EventsIT() {
        settings.put("HANDOFF_BUS_LEASE", "3s");
    }

    @Test
    void postFansOutToThreeTasksWithoutABroker() throws Exception {
        var instance = start(Map.of());
        fansOut(instance, instance);
    }

    @Test
    void postFansOutToThreeTasksOverABroker() throws Exception {
        var vhost = vhost();
        var first = start(vhost.variables());

        fansOut(first, first, start(vhost.variables()));

        assertThat(vhost.ctl("list_exchanges", "name", "type")).contains("airy.events\ttopic");
        assertThat(vhost.ctl("list_queues", "name", "type"))
                .contains("airy.events.")
                .doesNotContain("classic");
    }

    private void fansOut(Instance instance, Instance... all) throws Exception {
        var post = post(UUID.randomUUID().toString());

        for (int time = 0; time < 2; time++) {
            var answer = instance.answer("/api/events", post, "traceparent", "00-" + TRACE + "-00f067aa0ba902b7-01");
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
            assertThat(Instance.body(answer).path("duplicate").asBoolean()).isEqualTo(time == 1);
        }

        within(30).until(() -> count("task WHERE state = 'SUCCEEDED'") == 3);
        within(10).until(() -> count("event WHERE published_at IS NOT NULL") == 1);
        var tasks = instance.get("/api/tasks").body();
        assertThat(tasks).contains("index-post", "feed-post", "notify-followers");
        assertThat(count("task")).isEqualTo(3);
        assertThat(succeededInTheTrace(all)).isEqualTo(3);
    }

    /** Attempts that are part of the publisher's trace, on whichever instance. */
    private static long succeededInTheTrace(Instance... instances) throws IOException {
        long lines = 0;
        for (var instance : instances) {
            lines += Files.readAllLines(instance.log()).stream()
                    .filter(line -> line.contains(TRACE + " event=task.succeeded"))
                    .count();
        }
        return lines;
    }

    @Test
    void everyEventHasItsEffectOnceThoughTheBrokerAndAnInstanceAreKilled() throws Exception {
        var broker = broker();
        var first = start(broker.variables());
        var second = start(broker.variables());
        // Its registry of new queues is on the disk after that; what it confirms sooner it may forget.
        broker.settle();
        publish(first, 200);
        within(30).until(() -> count("task") >= 100);

        broker.kill();
        publish(second, 200);
        assertThat(count("event WHERE relay_at IS NOT NULL")).isGreaterThanOrEqualTo(200);
        first.kill();
        publish(second, 100);
        broker.restart();

        within(90).until(() -> count("event WHERE published_at IS NOT NULL") == 500);
        within(90).until(() -> count("task WHERE state = 'SUCCEEDED'") == 1_500);
        assertThat(count("task")).isEqualTo(1_500);
        assertThat(count("event WHERE failures > 0 OR dead_at IS NOT NULL")).isZero();
        assertThat(Files.readString(second.log())).contains("event=event.trouble");
    }

    @Test
    void redeliveryOfEverythingChangesNothing() throws Exception {
        var vhost = vhost();
        var instance = start(vhost.variables());
        publish(instance, 100);
        for (int i = 0; i < 5; i++) {
            vhost.ctl("close_all_connections", "because of the test");
        }
        within(60).until(() -> count("event WHERE published_at IS NOT NULL") == 100);

        var replayed = instance.post(
                "/api/events/replay",
                "{\"topic\":\"post.published\",\"from\":\"2020-01-01T00:00:00Z\",\"to\":\"2100-01-01T00:00:00Z\"}");

        assertThat(replayed.path("events").asInt()).as(replayed.toString()).isEqualTo(100);
        within(60).until(() -> count("task WHERE type = 'replay' AND state = 'SUCCEEDED'") == 1);
        within(60).until(() -> count("event WHERE published_at IS NOT NULL") == 100);
        within(60).until(() -> count("task WHERE state = 'SUCCEEDED'") == 301);
        assertThat(count("task")).isEqualTo(301);
    }

    @Test
    void eventsOfAnInstanceThatDiesAreToldByTheNextOne() throws Exception {
        var broker = broker();
        var first = start(broker.variables());
        broker.stopApp();
        publish(first, 50);
        first.kill();
        broker.startApp();

        start(broker.variables());

        within(60).until(() -> count("task WHERE state = 'SUCCEEDED'") == 150);
        assertThat(count("task")).isEqualTo(150);
    }

    @Test
    void withoutABrokerTheNextInstanceTellsThemAsWell() throws Exception {
        var first = start(Map.of());
        publish(first, 100);
        first.kill();

        start(Map.of());
        start(Map.of());

        within(60).until(() -> count("event WHERE published_at IS NOT NULL") == 100);
        within(60).until(() -> count("task WHERE state = 'SUCCEEDED'") == 300);
        assertThat(count("task")).isEqualTo(300);
    }

    @Test
    void commandLineTellsAndListsWhatHasHappened() throws Exception {
        var instance = start(Map.of());
        settings.put("HANDOFF_URL", instance.address());

        var told = Program.run(
                settings,
                "events",
                "publish",
                "post.published",
                "--data",
                "{\"post_id\":\"p1\",\"author_id\":\"jane\",\"title\":\"Emma\"}");

        assertThat(told.code()).as(told.err()).isZero();
        within(30).until(() -> count("task WHERE state = 'SUCCEEDED'") == 3);
        assertThat(Program.run(settings, "events", "list").out()).contains("post.published", "published");
        assertThat(Program.run(settings, "topics").out()).contains("post.published", "vote.deleted");
    }

    private static void publish(Instance instance, int events) {
        var batch = IntStream.range(0, events)
                .mapToObj(_ -> post(UUID.randomUUID().toString()))
                .collect(Collectors.joining(",", "[", "]"));
        var answer = instance.answer("/api/events", batch);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    }

    private static String post(String id) {
        return "{\"id\":\"%s\",\"topic\":\"post.published\",\"data\":%s}"
                .formatted(id, "{\"post_id\":\"" + id + "\",\"author_id\":\"jane\",\"title\":\"Emma and Emma\"}");
    }
}
