package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.nats.TestNats;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What happens to tasks that travel over NATS while processes, the server and the network between them fail. */
@Timeout(240)
class NatsIT extends Deployment {

    private final TestNats nats = kept(TestNats.start());

    NatsIT() {
        settings.putAll(Map.of(
                "HANDOFF_ROUTES", "light:nats,heavy:nats",
                "HANDOFF_NATS_ROUTE_EXPIRY", "1s",
                "HANDOFF_NATS_ROUTE_ANSWER", "3s",
                "HANDOFF_NATS_ROUTE_PATIENCE", "10s",
                "HANDOFF_NATS_HEARTBEAT", "2s"));
    }

    @Test
    void twoInstancesShareTasksWhileOneAndThenTheServerAreKilled() throws Exception {
        var first = start(nats.variables());
        var second = start(nats.variables());
        var producer = new Producer(first);
        within(60).until(() -> tasks("state = 'SUCCEEDED'") >= 300 && metric(second, "handoff_pool_running") > 0);

        second.kill();
        within(60).until(() -> tasks("state = 'SUCCEEDED'") >= 600);
        var third = start(nats.variables());
        nats.kill();
        within(30).until(() -> producer.refused() > 0);
        nats.restart();
        within(60)
                .until(() -> metric(third, "handoff_tasks_started_total") > 0
                        && metric(first, "handoff_nats_reconnects_total") > 0);

        int submitted = producer.stop();
        within(120).until(() -> tasks("state = 'SUCCEEDED'") == submitted);
        assertThat(tasks("true")).isEqualTo(submitted);
        assertThat(tasks("failures > 0")).isZero();
        assertThat(succeededTwice(first, second, third)).isEmpty();
        // Or else nothing was shown.
        assertThat(tasks("attempt > 1")).isPositive();
    }

    @Test
    void halfOpenConnectionIsNoticedAndReplaced() throws Exception {
        var proxy = kept(TcpProxy.to(nats.port()));
        var instance =
                start(Map.of("NATS_URL", "nats://127.0.0.1:" + proxy.port(), "HANDOFF_NATS_CONFIRM_TIMEOUT", "2s"));
        var before = instance.submit("process-message", "{\"text\":\"x\"}");
        within(20).until(() -> instance.stateOf(before).equals("SUCCEEDED"));

        proxy.freeze();
        var refused = instance.answer("/api/tasks", "{\"type\":\"process-message\",\"input\":{\"text\":\"late\"}}");
        assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
        within(20).until(() -> Files.readString(instance.log()).contains("event=nats.disconnected"));
        assertThat(instance.status("/q/health/live")).isEqualTo(200);
        proxy.heal();

        within(60).until(() -> tasks("state = 'SUCCEEDED'") == 2);
        assertThat(tasks("route <> 'nats'")).isZero();
        assertThat(proxy.withheld()).isPositive();
        assertThat(Files.readString(instance.log())).contains("event=nats.reconnected");
    }
}
