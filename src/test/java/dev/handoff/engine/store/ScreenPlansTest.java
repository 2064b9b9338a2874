package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.tally.Period;
import dev.handoff.engine.tally.TallyStore;
import dev.handoff.kit.audit.AuditStore;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.task.TaskId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many rows the page's other screens cost, when their tables are long. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
@TestProfile(ListPlansTest.OneConnection.class)
class ScreenPlansTest {

    private static final int ROWS = 20_000;
    private static final int PAGE = 50;
    private static final UUID PARENT = new UUID(7, 7);

    @Inject
    TallyStore tally;

    @Inject
    EventStore events;

    @Inject
    AuditStore audit;

    @Inject
    GroupStore groups;

    @Inject
    TaskRelatives relatives;

    @Inject
    TaskOrigins origins;

    @Inject
    TaskCounts counts;

    @Inject
    Statements statements;

    @BeforeEach
    void fill() {
        if (count("SELECT count(*) AS count FROM event") > 0) {
            return;
        }
        rows("""
                INSERT INTO event (id, topic, version, data, source, created_at, relay_at, published_at)
                SELECT gen_random_uuid(), CASE WHEN n % 2 = 0 THEN 'post.published' ELSE 'user.registered' END, 1, '{}', 'x',
                       now() - n * interval '1 second', NULL, now() FROM generate_series(1, $1) n""");
        rows("""
                INSERT INTO audit_entry (id, occurred_at, actor, action, entity_type, entity_id, details)
                SELECT gen_random_uuid(), now() - n * interval '1 second', 'a' || n % 5, 'task.cancel', 'task', n::text, '{}'
                FROM generate_series(1, $1) n""");
        rows("""
                INSERT INTO task_group (id, state, on_failure, expected, sealed_at, ended_at, completion_task, type, input,
                                        route, patience_ms)
                SELECT gen_random_uuid(), 'COMPLETED', 'COMPLETE', 0, now(), now(), gen_random_uuid(), 't', '{}', 'local', 0
                FROM generate_series(1, $1) n""");
        rows("""
                INSERT INTO tally (seconds, began_at, type, worker, submitted, succeeded, failed, dead, cancelled, waited,
                                   ran, input_tokens, output_tokens, cost)
                SELECT 60, date_trunc('minute', now()) - n / 100 * interval '1 minute', 't' || n % 10, 'w' || n / 10 % 10,
                       1, 1, 0, 0, 0, '{}', '{}', 0, 0, 0 FROM generate_series(1, $1) n""");
        rows("""
                INSERT INTO task (id, type, route, input, state, result, run_at, ended_at, attempt, parent_id)
                SELECT gen_random_uuid(), 'follow-up', 'local', '{}', 'SUCCEEDED', '{}', now(), now(), 1,
                       CASE WHEN n <= 3 THEN '00000000-0000-0007-0000-000000000007'::uuid ELSE gen_random_uuid() END
                FROM generate_series(1, $1 / 4) n""");
        statements.run("""
                INSERT INTO task (id, type, route, input, state, result, run_at, ended_at, attempt)
                VALUES ($1, 'parent', 'local', '{}', 'SUCCEEDED', '{}', now(), now(), 1)""", Tuple.of(PARENT));
        statements.run("ANALYZE", Tuple.tuple());
    }

    @Test
    void overviewReadsItsPeriodAlone() {
        assertThat(read("tally", () -> tally.read(Period.HOUR, Instant.now()))).isLessThanOrEqualTo(61 * 100);
    }

    @Test
    void deadOnesCostNothingWhereThereAreNone() {
        assertThat(read("task", counts::dead)).isZero();
    }

    @Test
    void pageOfEventsCostsAPage() {
        assertThat(read("event", () -> events.list(events(Optional.empty())))).isEqualTo(PAGE);
        assertThat(read("event", () -> events.list(events(Optional.of("user.registered")))))
                .isEqualTo(PAGE);
    }

    private static EventStore.Filter events(Optional<String> topic) {
        return new EventStore.Filter(
                topic, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), PAGE);
    }

    @Test
    void pageOfTheAuditLogCostsAPage() {
        assertThat(read("audit_entry", () -> audit.list(entries(Optional.empty()))))
                .isEqualTo(PAGE);
        assertThat(read("audit_entry", () -> audit.list(entries(Optional.of("a3")))))
                .isEqualTo(PAGE);
    }

    @Test
    void historyOfAThingCostsWhatHasHappenedToIt() {
        var seven = new AuditStore.Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("7"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PAGE);

        assertThat(read("audit_entry", () -> assertThat(audit.list(seven)).hasSize(1)))
                .isOne();
    }

    private static AuditStore.Filter entries(Optional<String> actor) {
        return new AuditStore.Filter(
                actor,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                PAGE);
    }

    @Test
    void pageOfGroupsCostsAPage() {
        assertThat(read("task_group", () -> groups.list(Optional.empty(), Optional.empty(), PAGE)))
                .isLessThanOrEqualTo(2 * PAGE);
    }

    @Test
    void relativesOfATaskCostWhatIsShown() {
        assertThat(read("task", () -> assertThat(
                                relatives.of(new TaskId(PARENT)).followUps())
                        .hasSize(3)))
                .isLessThanOrEqualTo(10);
        assertThat(read("task", () -> origins.of(new TaskId(PARENT)))).isLessThanOrEqualTo(1);
    }

    private long read(String table, Runnable reading) {
        long before = read(table);
        reading.run();
        return read(table) - before;
    }

    private long read(String table) {
        statements.run("SELECT pg_stat_force_next_flush()", Tuple.tuple());
        return statements
                .first(
                        "SELECT seq_tup_read + idx_tup_fetch AS count FROM pg_stat_user_tables WHERE relname = $1",
                        Tuple.of(table))
                .orElseThrow()
                .getLong("count");
    }

    private long count(String sql) {
        return statements.first(sql, Tuple.tuple()).orElseThrow().getLong("count");
    }

    private void rows(String sql) {
        statements.run(sql.replace("$1", Integer.toString(ROWS)), Tuple.tuple());
    }
}
