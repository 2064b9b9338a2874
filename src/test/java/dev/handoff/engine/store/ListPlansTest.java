package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * How many rows a page of tasks costs: half of the finished ones are of a type that nobody has submitted for long, and those
 * that wait are of another.
 */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ListPlansTest.OneConnection.class)
class ListPlansTest {

    /** What a connection has read can be asked for over that connection alone, at once. */
    public static class OneConnection implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("DB_POOL_SIZE", "1", "quarkus.scheduler.enabled", "false");
        }
    }

    private static final int FINISHED = 60_000;
    private static final int WAITING = 2_000;
    private static final int PAGE = 50;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    @Inject
    TaskReader reader;

    @Inject
    TaskCounts counts;

    @Inject
    DeadTasks dead;

    @Inject
    MatchingTasks matching;

    @Inject
    Statements statements;

    @Inject
    Pool pool;

    @BeforeEach
    void fill() {
        if (count("SELECT count(*) AS count FROM task WHERE type = 'old'") > 0) {
            return;
        }
        run("""
                INSERT INTO task (id, type, route, input, state, result, run_at, ended_at, attempt)
                SELECT lpad(to_hex(n), 32, '0')::uuid, CASE WHEN n <= %1$d / 2 THEN 'old' ELSE 'new' END, 'local', '{}',
                       'SUCCEEDED', '{}', now(), now(), 1
                FROM generate_series(1, %1$d) n""".formatted(FINISHED));
        run("""
                INSERT INTO task (id, type, route, input, run_at, ring_at)
                SELECT ('1' || lpad(to_hex(n), 31, '0'))::uuid, 'new', 'local', '{}', now(), now()
                FROM generate_series(1, %d) n""".formatted(WAITING));
        run("ANALYZE task");
    }

    @Test
    void noMoreConnectionsAreMadeThanThePoolSizeSays() {
        var first = pool.getConnection().await().atMost(PATIENCE);

        var second = pool.getConnection().subscribeAsCompletionStage();

        assertThat(second).failsWithin(Duration.ofMillis(300)).withThrowableOfType(TimeoutException.class);
        first.close().await().atMost(PATIENCE);
        assertThat(second).succeedsWithin(PATIENCE);
        second.join().close().await().atMost(PATIENCE);
        assertThat(pool.size()).isOne();
    }

    @Test
    void pageOfATypeThatIsNoLongerSubmittedCostsAPage() {
        assertThat(rowsRead(Optional.of("old"), Optional.empty())).isEqualTo(PAGE);
    }

    @Test
    void pageOfSucceededTasksCostsLittleMoreThanAPage() {
        assertThat(rowsRead(Optional.empty(), Optional.of(TaskState.SUCCEEDED))).isLessThanOrEqualTo(WAITING + PAGE);
    }

    @Test
    void whatWaitsIsLookedForAmongWhatWaits() {
        assertThat(rowsRead(Optional.of("old"), Optional.of(TaskState.QUEUED))).isLessThanOrEqualTo(WAITING);
    }

    @Test
    void statesThatNoTaskIsInCostNothing() {
        for (var state : new TaskState[] {TaskState.RUNNING, TaskState.DEAD, TaskState.CANCELLED}) {
            assertThat(rowsRead(Optional.empty(), Optional.of(state)))
                    .as(state.name())
                    .isZero();
            assertThat(rowsRead(Optional.of("old"), Optional.of(state)))
                    .as(state.name())
                    .isZero();
        }
    }

    @Test
    void depthCountsNothingButWhatIsOpen() {
        long before = read();

        assertThat(reader.depth()).singleElement().extracting(Depth::count).isEqualTo((long) WAITING);

        assertThat(read() - before).isLessThanOrEqualTo(WAITING);
    }

    @Test
    void noMoreIsCountedThanPeopleCanTellApart() {
        long before = read();

        var all = counts.of(Optional.empty());
        var old = counts.of(Optional.of("old"));

        assertThat(read() - before).isLessThanOrEqualTo(2L * (TaskCounts.MAX_COUNTED + 1 + WAITING));
        assertThat(all.get(TaskState.QUEUED)).isEqualTo(new TaskCounts.Count(WAITING, false));
        assertThat(all.get(TaskState.SUCCEEDED).count()).isBetween(FINISHED * 9L / 10, FINISHED * 11L / 10);
        assertThat(old.get(TaskState.SUCCEEDED)).isEqualTo(new TaskCounts.Count(TaskCounts.MAX_COUNTED, true));
        assertThat(old.get(TaskState.QUEUED)).isEqualTo(new TaskCounts.Count(0, false));
    }

    @Test
    void beginningOfAnIdCostsWhatItFinds() {
        var id = new TaskFilter.Details(
                Optional.of("1" + "0".repeat(30)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                TaskFilter.Among.ALL);
        long before = read();

        assertThat(reader.list(by(id))).hasSize(15);

        assertThat(read() - before).isEqualTo(15);
    }

    @Test
    void whatNoIndexKnowsIsLookedForAmongSoManyAtATime() {
        var elsewhere = by(new TaskFilter.Details(
                Optional.empty(),
                Optional.of("rabbitmq"),
                Optional.of("lost"),
                Optional.empty(),
                TaskFilter.Among.ALL));
        long before = read();

        assertThat(reader.list(elsewhere)).isEmpty();

        assertThat(read() - before).isLessThanOrEqualTo(TaskListQuery.MAX_LOOKED_AT);
        assertThat(reader.horizon(elsewhere)).isPresent();
    }

    @Test
    void textOfInputsAndTypesAreLookedForAmongSoManyAtATime() {
        var hostile = "'; DROP TABLE task; -- %_\\";
        var elsewhere = by(among(Optional.empty(), Optional.of(Set.of("rare", "other")), Optional.of(hostile)));
        long before = read();

        assertThat(reader.list(elsewhere)).isEmpty();

        assertThat(read() - before).isLessThanOrEqualTo(TaskListQuery.MAX_LOOKED_AT);
        assertThat(reader.horizon(elsewhere)).isPresent();
    }

    @Test
    void namedTasksCostWhatTheyAre() {
        var named = IntStream.rangeClosed(1, 100)
                .mapToObj(n -> new TaskId(new UUID(0, n)))
                .collect(Collectors.toSet());
        var filter = by(among(Optional.of(named), Optional.empty(), Optional.empty()));
        long before = read();

        assertThat(reader.list(filter)).hasSize(PAGE);
        assertThat(reader.list(filter.in(TaskState.DEAD))).isEmpty();

        assertThat(read() - before).isLessThanOrEqualTo(100);
    }

    private static TaskFilter.Details among(
            Optional<Set<TaskId>> tasks, Optional<Set<String>> types, Optional<String> input) {
        return new TaskFilter.Details(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                new TaskFilter.Among(tasks, types, input));
    }

    @Test
    void partOfWhatIsActedOnCostsWhatItHas() {
        var later = Instant.now().plusSeconds(60);
        var ended = new TaskFilter.Details(
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(later), TaskFilter.Among.ALL);
        var filter = new TaskFilter(
                Optional.of("old"),
                Optional.of(TaskState.SUCCEEDED),
                Optional.empty(),
                Optional.empty(),
                Optional.of(later),
                ended,
                Optional.empty(),
                PAGE);
        long before = read();

        var page = matching.page(filter);

        assertThat(page.matches()).hasSize(PAGE);
        assertThat(page.next()).contains(page.matches().getLast().task());
        assertThat(read() - before).isEqualTo(PAGE);
        assertThat(matching.count(filter)).isEqualTo(new TaskCounts.Count(FINISHED / 2, false));
    }

    @Test
    void deadTasksCostNothingWhereThereAreNone() {
        long before = read();

        assertThat(dead.newest()).isEmpty();

        assertThat(read() - before).isZero();
    }

    private static TaskFilter by(TaskFilter.Details details) {
        return new TaskFilter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                details,
                Optional.empty(),
                PAGE);
    }

    private long rowsRead(Optional<String> type, Optional<TaskState> state) {
        long before = read();
        // More often than PostgreSQL plans a statement for its parameters.
        for (int i = 0; i < 8; i++) {
            reader.list(new TaskFilter(
                    type, state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PAGE));
        }
        return (read() - before) / 8;
    }

    private long read() {
        run("SELECT pg_stat_force_next_flush()");
        return count("SELECT seq_tup_read + idx_tup_fetch AS count FROM pg_stat_user_tables WHERE relname = 'task'");
    }

    private long count(String sql) {
        return statements.first(sql, Tuple.tuple()).orElseThrow().getLong("count");
    }

    private void run(String sql) {
        statements.run(sql, Tuple.tuple());
    }
}
