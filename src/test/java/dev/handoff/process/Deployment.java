package dev.handoff.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.kit.database.embedded.DatabaseUrl;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.kit.rabbitmq.TestVhost;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;

/** Instances that share an empty database, and perhaps a broker; all of it ends with the test. */
abstract class Deployment {

    private static final Pattern SAMPLE = Pattern.compile("\\S+ (\\d+(\\.\\d+)?)( #.*)?$");

    private static final Pattern SUCCESS = Pattern.compile("event=task\\.succeeded task_id=(\\S+)");

    final DatabaseUrl database = TestDatabase.fresh();

    /** What instances are started with. */
    final Map<String, String> settings = new HashMap<>(Map.of("HANDOFF_ENGINE_LEASE", "3s"));

    private final List<AutoCloseable> started = new ArrayList<>();

    @AfterEach
    void endAll() throws Exception {
        for (var each : started.reversed()) {
            each.close();
        }
        TestDatabase.drop(database);
    }

    /** Of a broker that other tests use too, for tests that do nothing to the broker itself. */
    TestVhost vhost() {
        return kept(TestBroker.shared().freshVhost());
    }

    /** One of the test's own. */
    TestBroker broker() {
        return broker(Map.of());
    }

    /** @param options as in {@code rabbitmq.conf} */
    TestBroker broker(Map<String, String> options) {
        return kept(TestBroker.start(options));
    }

    /**
     * Starts one and waits until it listens to the broker, if there is one. RabbitMQ 3.10 now and then ends a connection on
     * which several new queues are consumed at once, which takes a second to mend.
     *
     * @param broker its variables, for this instance and those that are started after it
     */
    Instance start(Map<String, String> broker) throws Exception {
        settings.putAll(broker);
        var instance = kept(Instance.start(database, settings));
        if (settings.containsKey("MQ_HOST")) {
            within(30).until(() -> Files.readString(instance.log()).contains("rabbitmq.subscribed queue=handoff."));
        }
        if (settings.containsKey("NATS_URL")) {
            within(30).until(() -> Files.readString(instance.log()).contains("nats.subscribed queue="));
        }
        return instance;
    }

    <T extends AutoCloseable> T kept(T thing) {
        started.add(thing);
        return thing;
    }

    static ConditionFactory within(int seconds) {
        return await().atMost(Duration.ofSeconds(seconds)).pollInterval(Duration.ofMillis(200));
    }

    /** How many rows there are. */
    int count(String from) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
            rows.next();
            return rows.getInt(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    int tasks(String condition) {
        return count("task WHERE " + condition);
    }

    /** Tasks whose success more than one attempt was told to be the one that counts, on whichever instance. */
    List<String> succeededTwice(Instance... instances) throws IOException {
        var seen = new HashSet<String>();
        var twice = new ArrayList<String>();
        for (var instance : instances) {
            for (var line : Files.readAllLines(instance.log())) {
                var success = SUCCESS.matcher(line);
                if (success.find() && !seen.add(success.group(1))) {
                    twice.add(success.group(1));
                }
            }
        }
        // Or else the logs were not understood; a killed instance may have kept its last lines to itself.
        assertThat(seen).hasSizeGreaterThan(tasks("state = 'SUCCEEDED'") / 2);
        return twice;
    }

    /** The sum over all its series. */
    static double metric(Instance instance, String name) {
        return instance.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> {
                    var matcher = SAMPLE.matcher(line);
                    return matcher.find() ? Double.parseDouble(matcher.group(1)) : 0;
                })
                .sum();
    }
}
