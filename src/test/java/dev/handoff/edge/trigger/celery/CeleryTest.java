package dev.handoff.edge.trigger.celery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.rabbitmq.TestBroker;
import dev.handoff.kit.rabbitmq.TestVhost;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.core.ConditionFactory;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** Celery's own client calls tasks, over a real broker, and gets what it would get from a worker. */
@QuarkusTest
@EnabledIf(value = "dev.handoff.kit.rabbitmq.TestBroker#isAvailable", disabledReason = "install RabbitMQ to run these")
@QuarkusTestResource(TestDatabase.class)
@QuarkusTestResource(value = CeleryTest.Calls.class, restrictToAnnotatedClass = true)
class CeleryTest {

    public static final class Calls implements QuarkusTestResourceLifecycleManager {

        private TestVhost vhost;

        @Override
        public Map<String, String> start() {
            vhost = TestBroker.shared().freshVhost();
            return Map.of("CELERY_BROKER_URL", vhost.uri(), "handoff.celery.sweep", "200ms");
        }

        @Override
        public void stop() {
            vhost.close();
        }
    }

    // An injected one would have to be there wherever the application is tested without a profile.
    private final String url = ConfigProvider.getConfig().getValue("CELERY_BROKER_URL", String.class);

    @Inject
    TaskReader reader;

    @Inject
    Statements statements;

    private final Python python = Python.require();
    private final String key = UUID.randomUUID().toString();

    @Test
    void projectStaysAsItIsAndItsResultsCome() {
        assertThat(python.runFile(url, "main.py")).isEqualTo("hello SUCCESS\nin a second\nto be\n");
    }

    @Test
    void statusChangesForOneWhoOnlyLooks() {
        assertThat(python("""
            import time
            call = process_message.delay(KEY)
            for _ in range(200):
                if call.status != "PENDING":
                    break
                time.sleep(0.1)
            print(call.status)
            """)).isEqualTo("SUCCESS\n");
    }

    @Test
    void priorityAndTimeAreTheTasks() {
        python("process_message.apply_async([KEY], countdown=3600, priority=7)");

        var task = awaitTask(TaskState.QUEUED);
        assertThat(task.priority()).isEqualTo(7);
        assertThat(Duration.between(task.createdAt(), task.runAt()))
                .isBetween(Duration.ofMinutes(59), Duration.ofHours(1));
    }

    @Test
    void failureIsRaisedWithItsReason() {
        assertThat(python("""
            app.send_task("process-message", [KEY], {"fail_permanently": True}).get(timeout=30)
            """)).contains("TaskFailed: told to fail permanently");
    }

    @Test
    void argumentsThatCanNeverWorkAreADeadTaskAndAFailure() {
        assertThat(python("app.send_task('process_message', [KEY, 'soon']).get(timeout=30)"))
                .contains("TaskFailed", "sleep_ms");

        assertThat(awaitTask(TaskState.DEAD).error().orElseThrow()).contains("sleep_ms");
    }

    @Test
    void unknownTaskIsToldAsCeleryDoes() {
        assertThat(python("app.send_task('tasks.proces', [KEY]).get(timeout=30)"))
                .contains("NotRegistered")
                .contains("unknown task type tasks.proces");
    }

    @Test
    void canvasThatIsNotExactIsRefused() {
        assertThat(python("(process_message.s(KEY) | process_message.s())().parent.get(timeout=30)"))
                .contains("TaskFailed", "asks for chain");
        assertThat(python("process_message.apply_async([KEY], link=process_message.s()).get(timeout=30)"))
                .contains("TaskFailed", "asks for callbacks");
    }

    @Test
    void pickleIsRefused() {
        assertThat(python("process_message.apply_async([KEY], serializer='pickle').get(timeout=30)"))
                .contains("TaskFailed", "task_serializer = 'json'");
    }

    @Test
    void revokedCallThatWaitsIsCancelledAndToldSo() {
        assertThat(python("""
            call = process_message.apply_async([KEY], countdown=3600)
            call.revoke()
            call.get(timeout=30)
            """)).contains("TaskRevokedError: revoked");

        awaitTask(TaskState.CANCELLED);
    }

    @Test
    void callThatExpiresBeforeItBeginsIsCancelled() {
        assertThat(python("process_message.apply_async([KEY], countdown=3600, expires=1).get(timeout=30)"))
                .contains("TaskRevokedError: expired");

        awaitTask(TaskState.CANCELLED);
    }

    @Test
    void sameIdIsTheSameTask() {
        python("""
            for _ in range(3):
                process_message.apply_async([KEY], task_id=KEY)
            print(process_message.AsyncResult(KEY).get(timeout=30))
            """);

        awaitTask(TaskState.SUCCEEDED);
        within().until(() -> owed() == 0);
        assertThat(tasks(TaskState.SUCCEEDED)).hasSize(1);
    }

    @Test
    void nothingIsOwedToThoseWhoWaitForNothing() {
        python("process_message.apply_async([KEY], ignore_result=True)");

        awaitTask(TaskState.SUCCEEDED);
        within().until(() -> owed() == 0);
    }

    /** What the script prints, or how it fails. */
    private String python(String script) {
        try {
            return python.run(url, "from tasks import *\nKEY = '" + key + "'\n" + script);
        } catch (AssertionError failed) {
            return failed.getMessage();
        }
    }

    private long owed() {
        return statements
                .first(
                        "SELECT count(*) AS n FROM celery_call c JOIN task t ON t.dedupe_key = 'cloud-event:/celery '"
                                + " || c.id WHERE position($1 IN t.input) > 0",
                        Tuple.of(key))
                .orElseThrow()
                .getLong("n");
    }

    private TaskRecord awaitTask(TaskState state) {
        return within().until(() -> tasks(state), found -> !found.isEmpty()).getFirst();
    }

    private List<TaskRecord> tasks(TaskState state) {
        var all = new TaskFilter(
                Optional.empty(),
                Optional.of(state),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                1000);
        return reader.list(all).stream()
                .filter(task -> task.inputJson().contains(key))
                .toList();
    }

    private static ConditionFactory within() {
        return await().atMost(Duration.ofSeconds(20)).pollInterval(Duration.ofMillis(100));
    }
}
