package dev.handoff.engine.store;

import static java.time.temporal.ChronoUnit.MILLIS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.store.Pruning.Batch;
import dev.handoff.engine.store.Pruning.EventAges;
import dev.handoff.engine.store.Pruning.EventPlace;
import dev.handoff.engine.store.Pruning.TaskAges;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PostgresPruningTest {

    private static final Optional<Duration> MONTH = Optional.of(Duration.ofDays(30));
    private static final Optional<Duration> QUARTER = Optional.of(Duration.ofDays(90));
    private static final TaskAges TASKS = new TaskAges(MONTH, MONTH, QUARTER);
    private static final EventAges EVENTS = new EventAges(MONTH, QUARTER);

    private static TestStore postgres;

    private final Pruning pruning = new PostgresPruning(postgres.statements);

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void empty() {
        run("TRUNCATE task, event CASCADE", Tuple.tuple());
    }

    @Test
    void endedTasksGoWhenTheyAreTooOldForTheirState() {
        var kept = List.of(ended("SUCCEEDED", 29), ended("CANCELLED", 29), ended("DEAD", 89));
        ended("SUCCEEDED", 31);
        ended("CANCELLED", 31);
        ended("DEAD", 91);

        assertThat(pruneTasks(TASKS, 100)).isEqualTo(3);

        assertThat(tasks()).containsExactlyInAnyOrderElementsOf(kept);
    }

    @Test
    void personDeletesWhatHasEndedOnly() {
        var ada = new Actor("ada", Optional.of("private"));
        var ended = ended("DEAD", 0);
        var queued = task("QUEUED", 0, "ring_at", "now()");

        assertThat(pruning.delete(new TaskId(ended), ada)).isTrue();
        assertThat(pruning.delete(new TaskId(ended), ada)).isFalse();
        assertThat(pruning.delete(new TaskId(queued), ada)).isFalse();

        assertThat(tasks()).containsExactly(queued);
        assertThat(postgres.statements.run(
                        "SELECT FROM audit_entry WHERE actor = 'ada' AND action = 'task.delete' AND entity_id = $1",
                        Tuple.of(ended.toString())))
                .hasSize(1);
    }

    @Test
    void personDoesNotDeleteWhatIsCountedOn() {
        var parent = task("RUNNING", 0, "worker, attempt, started_at, lease_until", "'w', 1, now(), now()");
        var followUp = ended("SUCCEEDED", 0);
        run("UPDATE task SET parent_id = $1 WHERE id = $2", Tuple.of(parent, followUp));

        assertThat(pruning.delete(new TaskId(followUp), Actor.of("ada"))).isFalse();
    }

    @Test
    void taskThatHasNotEndedStaysHoweverOldItIs() {
        var queued = task("QUEUED", 400, "ring_at", "now()");
        var running = task("RUNNING", 400, "worker, attempt, started_at, lease_until", "'w', 1, now(), now()");

        assertThat(pruneTasks(TASKS, 100)).isZero();

        assertThat(tasks()).containsExactlyInAnyOrder(queued, running);
    }

    @Test
    void ageCountsFromTheEndAndNotFromTheSubmission() {
        var late = task("SUCCEEDED", 400, "result, ended_at", "'{}', now()");

        assertThat(pruneTasks(TASKS, 100)).isZero();

        assertThat(tasks()).containsExactly(late);
    }

    @Test
    void stateWithoutAnAgeIsKeptForEver() {
        var kept = ended("SUCCEEDED", 4_000);
        ended("DEAD", 4_000);

        assertThat(pruneTasks(new TaskAges(Optional.empty(), MONTH, QUARTER), 100))
                .isEqualTo(1);

        assertThat(tasks()).containsExactly(kept);
    }

    @Test
    void attemptsAndStepsGoWithTheirTask() {
        var task = ended("DEAD", 91);
        run(
                "INSERT INTO task_attempt (task_id, attempt, outcome, error, worker, started_at)"
                        + " VALUES ($1, 1, 'FAILED', 'x', 'w', now())",
                Tuple.of(task));
        run("INSERT INTO task_step (task_id, name, result, attempt) VALUES ($1, 's', '1', 1)", Tuple.of(task));

        pruneTasks(TASKS, 100);

        assertThat(count("task_attempt")).isZero();
        assertThat(count("task_step")).isZero();
    }

    @Test
    void dedupeKeyIsFreeAgain() {
        task("SUCCEEDED", 31, "result, ended_at, dedupe_key", "'{}', now() - interval '31 days', 'task:t:k'");

        assertThat(add("task:t:k").duplicate()).isTrue();
        pruneTasks(TASKS, 100);
        assertThat(add("task:t:k").duplicate()).isFalse();
    }

    @Test
    void taskOfASubscriberStaysAsLongAsItsEvent() {
        var event = event(31, "dead_at, error", "now() - interval '31 days', 'x'");
        var task = task(
                "SUCCEEDED",
                31,
                "result, ended_at, dedupe_key",
                "'{}', now() - interval '31 days', 'event:" + event + "/again:index-post:index'");

        assertThat(pruneTasks(TASKS, 100)).isZero();
        assertThat(tasks()).containsExactly(task);

        run("DELETE FROM event", Tuple.tuple());
        assertThat(pruneTasks(TASKS, 100)).isEqualTo(1);
    }

    @Test
    void followUpStaysWhileItsParentMayRunAgain() {
        var parent = ended("DEAD", 60);
        var followUp = task(
                "SUCCEEDED", 60, "result, ended_at, parent_id", "'{}', now() - interval '60 days', '" + parent + "'");

        assertThat(pruneTasks(TASKS, 100)).isZero();
        assertThat(tasks()).contains(followUp);

        run("UPDATE task SET state = 'SUCCEEDED', result = '{}', ended_at = now() WHERE id = $1", Tuple.of(parent));
        assertThat(pruneTasks(TASKS, 100)).isEqualTo(1);
        assertThat(tasks()).containsExactly(parent);
    }

    @Test
    void batchesPassWhatStaysAndEnd() {
        for (int i = 0; i < 25; i++) {
            ended("DEAD", 60);
            ended("SUCCEEDED", 60);
        }

        var first = pruning.tasks(Optional.empty(), Instant.now(), 10, TASKS);

        // Their ids are of a moment, in any order within it.
        assertThat(first.next()).isPresent();
        assertThat(first.pruned()).isLessThanOrEqualTo(10);
        assertThat(first.pruned() + pruneTasks(TASKS, 10)).isEqualTo(25);
        assertThat(tasks()).hasSize(25);
    }

    @Test
    void ofManyPrunersEachDeletesWhatNoOtherHas() throws Exception {
        for (int i = 0; i < 300; i++) {
            ended("SUCCEEDED", 31);
        }

        int pruned = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> pruner = () -> pruneTasks(TASKS, 10);
            for (var each : threads.invokeAll(Collections.nCopies(8, pruner))) {
                pruned += each.get();
            }
        }

        assertThat(pruned).isEqualTo(300);
        assertThat(tasks()).isEmpty();
    }

    @Test
    void eventsGoWhenTheyAreTooOld() {
        var kept = List.of(
                event(29, "published_at", "now() - interval '29 days'"),
                event(60, "dead_at, error", "now() - interval '60 days', 'x'"),
                event(400, "published_at", "now()"),
                event(400, "relay_at", "now()"));
        for (int i = 0; i < 30; i++) {
            event(31, "published_at", "now() - interval '31 days'");
        }
        event(91, "dead_at, error", "now() - interval '91 days', 'x'");

        assertThat(pruneEvents(EVENTS, 4)).isEqualTo(31);

        assertThat(postgres.statements.run("SELECT id FROM event", Tuple.tuple()))
                .extracting(row -> row.getUUID("id"))
                .containsExactlyInAnyOrderElementsOf(kept);
    }

    private int pruneTasks(TaskAges ages, int size) {
        return PostgresPruningTest.<TaskId>all(after -> pruning.tasks(after, Instant.now(), size, ages));
    }

    private int pruneEvents(EventAges ages, int size) {
        return PostgresPruningTest.<EventPlace>all(after -> pruning.events(after, Instant.now(), size, ages));
    }

    private static <P> int all(Function<Optional<P>, Batch<P>> next) {
        int pruned = 0;
        Optional<P> reached = Optional.empty();
        do {
            var batch = next.apply(reached);
            pruned += batch.pruned();
            reached = batch.next();
        } while (reached.isPresent());
        return pruned;
    }

    private static UUID ended(String state, int daysAgo) {
        return task(
                state,
                daysAgo,
                "result, error, ended_at",
                "CASE '" + state + "' WHEN 'SUCCEEDED' THEN '{}' END, CASE '" + state + "' WHEN 'DEAD' THEN 'x' END,"
                        + " now() - interval '" + daysAgo + " days'");
    }

    private static UUID task(String state, int daysAgo, String columns, String values) {
        var created = Instant.now().minus(Duration.ofDays(daysAgo));
        var id = new UUID(
                Version7.firstOf(created).getMostSignificantBits(),
                UUID.randomUUID().getLeastSignificantBits());
        run(
                "INSERT INTO task (id, type, route, input, state, created_at, run_at, " + columns
                        + ") VALUES ($1, 't', 'local', '{}', $2, $3, $3, " + values + ")",
                Tuple.of(id, state, created.truncatedTo(MILLIS).atOffset(ZoneOffset.UTC)));
        return id;
    }

    /** {@code relay_at} has a default, which is for pending events alone. */
    private static UUID event(int daysAgo, String columns, String values) {
        var id = UUID.randomUUID();
        var pending = columns.equals("relay_at");
        run(
                "INSERT INTO event (id, topic, version, data, source, created_at, " + (pending ? "" : "relay_at, ")
                        + columns + ") VALUES ($1, 'post.published', 1, '{}', 'x', now() - interval '" + daysAgo
                        + " days', " + (pending ? "" : "NULL, ") + values + ")",
                Tuple.of(id));
        return id;
    }

    private static Added add(String key) {
        return postgres.store
                .add(List.of(NewTask.of(
                                new TaskRef(new TaskId(UUID.randomUUID()), "t", "local", 0, 0),
                                "{}",
                                Duration.ofSeconds(15))
                        .keyed(Optional.of(key))))
                .getFirst();
    }

    private static List<UUID> tasks() {
        return postgres.statements.run("SELECT id FROM task", Tuple.tuple()).stream()
                .map(row -> row.getUUID("id"))
                .toList();
    }

    private static long count(String table) {
        return postgres.statements
                .first("SELECT count(*) AS count FROM " + table, Tuple.tuple())
                .orElseThrow()
                .getLong("count");
    }

    private static void run(String sql, Tuple parameters) {
        postgres.statements.run(sql, parameters);
    }
}
