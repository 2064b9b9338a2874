package dev.handoff.engine.tally;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.engine.Instance;
import dev.handoff.engine.TaskEvent;
import dev.handoff.engine.store.Claim;
import dev.handoff.engine.store.TestStore;
import dev.handoff.kit.database.StatementTracing;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.Usage;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TallyTest {

    private static final Instant NOON = Instant.parse("2026-12-01T12:00:30Z");

    private static TestStore postgres;
    private static TallyStore store;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
        store = new TallyStore(postgres.statements);
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        postgres.statements.run("DELETE FROM tally", Tuple.tuple());
    }

    @Test
    void numbersOutliveTheProcess() {
        var tally = tally(NOON);
        tally.on(accepted("talk"));
        tally.on(new TaskEvent.Buried(task("talk"), Optional.empty(), "unknown"));
        tally.on(new TaskEvent.Spent("talk", new Usage("m", 7, 3, Optional.of(new BigDecimal("0.25")))));

        tally.flush();

        var talk = store.read(Period.HOUR, NOON).types().get("talk");
        assertThat(talk.submitted()).isEqualTo(2);
        assertThat(talk.dead()).isOne();
        assertThat(talk.inputTokens()).isEqualTo(7);
        assertThat(talk.cost()).isEqualByComparingTo("0.25");
        assertThat(store.read(Period.DAY, NOON).types().get("talk").submitted()).isEqualTo(2);
    }

    @Test
    void whatIsWrittenAgainCountsOnce() {
        var tally = tally(NOON);
        tally.on(accepted("talk"));
        tally.flush();
        tally.on(accepted("talk"));
        tally.flush();
        tally.flush();

        assertThat(store.read(Period.HOUR, NOON).types().get("talk").submitted())
                .isEqualTo(2);
    }

    @Test
    void whatHasChangedIsWrittenByOneStatement() {
        var sent = new AtomicInteger();
        var tally = tally(answering((sql, parameters) -> {
            sent.incrementAndGet();
            return postgres.statements.run(sql, parameters);
        }));
        tally.flush();
        assertThat(sent).hasValue(0);

        tally.on(accepted("talk"));
        tally.on(accepted("cut"));
        tally.on(started("talk", Duration.ofMillis(64)));
        tally.flush();

        assertThat(sent).hasValue(1);
        assertThat(rows()).isEqualTo(4);
        var talk = store.read(Period.HOUR, NOON).types().get("talk");
        assertThat(talk.submitted()).isOne();
        assertThat(talk.waited().quantile(1)).contains(Duration.ofMillis(64));
        assertThat(talk.ran().quantile(1)).isEmpty();
    }

    @Test
    void whatCouldNotBeWrittenIsWrittenTheNextTime() {
        var away = new AtomicBoolean(true);
        var tally = tally(answering((sql, parameters) -> {
            if (away.getAndSet(false)) {
                throw new StoreUnavailable(new IOException("away"));
            }
            return postgres.statements.run(sql, parameters);
        }));
        tally.on(accepted("talk"));
        tally.flush();
        assertThat(rows()).isZero();

        tally.flush();

        assertThat(store.read(Period.HOUR, NOON).types().get("talk").submitted())
                .isOne();
    }

    @Test
    void instancesAndMinutesAddUp() {
        for (var moment : new Instant[] {NOON, NOON, NOON.minus(Duration.ofMinutes(59))}) {
            var tally = tally(moment);
            tally.on(accepted("talk"));
            tally.flush();
        }

        var hour = store.read(Period.HOUR, NOON);
        assertThat(hour.types().get("talk").submitted()).isEqualTo(3);
        assertThat(hour.points()).hasSize(2);
        assertThat(hour.points().get(Instant.parse("2026-12-01T12:00:00Z")).submitted())
                .isEqualTo(2);
    }

    @Test
    void whatIsOlderThanThePeriodIsLeftOutAndForgottenLater() {
        var tally = tally(NOON.minus(Duration.ofMinutes(61)));
        tally.on(accepted("talk"));
        tally.flush();

        assertThat(store.read(Period.HOUR, NOON).types()).isEmpty();
        assertThat(store.read(Period.DAY, NOON).types()).containsKey("talk");

        store.forget(NOON.plus(Duration.ofHours(1)));
        assertThat(rows()).isOne();
        store.forget(NOON.plus(Duration.ofHours(49)));
        assertThat(rows()).isZero();
    }

    @Test
    void hostileNamesDoNotFillTheMemory() {
        var tally = tally(NOON);
        for (int i = 0; i < 2_000; i++) {
            tally.on(accepted("type-" + i));
        }

        tally.flush();

        assertThat(rows()).isEqualTo(500);
    }

    private static Statements answering(BiFunction<String, Tuple, List<Row>> answer) {
        return new Statements(null, () -> Duration.ZERO, StatementTracing.NONE) {
            @Override
            public List<Row> run(String sql, Tuple parameters) {
                return answer.apply(sql, parameters);
            }
        };
    }

    private static Tally tally(Statements statements) {
        return new Tally(new TallyStore(statements), new Instance(), Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static Tally tally(Instant now) {
        return new Tally(store, new Instance(), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static TaskEvent accepted(String type) {
        return new TaskEvent.Accepted(task(type), Optional.empty());
    }

    private static TaskEvent started(String type, Duration waited) {
        return new TaskEvent.Started(new Claim(task(type), "{}", 0, waited, Optional.empty(), Optional.empty(), false));
    }

    private static TaskRef task(String type) {
        return new TaskRef(new TaskId(UUID.randomUUID()), type, "local", 0, 0);
    }

    private static long rows() {
        return postgres.statements
                .first("SELECT count(*) AS count FROM tally", Tuple.tuple())
                .orElseThrow()
                .getLong("count");
    }
}
