package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.handoff.kit.audit.Actor;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class PostgresScheduleStoreTest {

    private static final int CALLERS = 50;

    private static TestStore postgres;

    private final String name = UUID.randomUUID().toString();
    private ScheduleStore store;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void register() {
        store = postgres.schedules;
        store.register(List.of(new NewSchedule(name, "* * * * *", "Etc/UTC")));
    }

    @Test
    void newScheduleCountsFromAMinuteAgo() {
        var look = store.look(List.of(name, name + "x"));

        assertThat(look.schedules()).containsOnlyKeys(name);
        assertThat(found().lastTick()).isEmpty();
        assertThat(found().lastTask()).isEmpty();
        assertThat(Duration.between(found().reached(), look.now())).isGreaterThanOrEqualTo(Duration.ofMinutes(1));
        assertThat(store.look(List.of(name + "x")).now()).isAfterOrEqualTo(look.now());
    }

    @Test
    void tickIsStoredWithItsTask() {
        var task = task();
        var tick = now().minusSeconds(5);

        assertThat(store.tick(name, tick, task)).isTrue();

        assertThat(found().lastTick()).contains(tick);
        assertThat(found().lastTask()).contains(task.id());
        assertThat(found().reached()).isEqualTo(tick);
        assertThat(postgres.look(task.id()).orElseThrow().state()).isEqualTo(TaskState.QUEUED);
    }

    @RepeatedTest(5)
    void oneOfManyCallersStoresTheTask() throws Exception {
        var tick = now();
        var tasks =
                Stream.generate(PostgresScheduleStoreTest::task).limit(CALLERS).toList();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls = tasks.stream()
                    .map(task -> (Callable<Boolean>) () -> store.tick(name, tick, task))
                    .toList();
            var stored = threads.invokeAll(calls).stream()
                    .filter(call -> call.resultNow())
                    .count();
            assertThat(stored).isOne();
        }

        var kept =
                tasks.stream().map(NewTask::id).filter(id -> postgres.look(id).isPresent());
        assertThat(kept).containsExactly(found().lastTask().orElseThrow());
    }

    @Test
    void tickThatWasReachedHasNoOtherTask() {
        var tick = now();
        store.tick(name, tick, task());
        // As if the first task had been pruned.
        postgres.statements.run("DELETE FROM task", Tuple.tuple());

        assertThat(store.tick(name, tick, task())).isFalse();
        assertThat(store.tick(name, tick.minusSeconds(60), task())).isFalse();

        assertThat(postgres.statements.run("SELECT id FROM task", Tuple.tuple()))
                .isEmpty();
    }

    @Test
    void tickIsNotEarlyByTheDatabasesClock() {
        var task = task();

        assertThat(store.tick(name, now().plus(Duration.ofMinutes(10)), task)).isFalse();

        assertThat(postgres.look(task.id())).isEmpty();
        assertThat(found().lastTick()).isEmpty();
    }

    @Test
    void pausedScheduleStoresNoTask() {
        assertThat(store.pause(name, new Actor("ada", Optional.of("holidays")))).isTrue();
        assertThat(store.pause(name, Actor.of("bob"))).isFalse();

        assertThat(store.tick(name, now(), task())).isFalse();
        assertThat(found().pause()).get().satisfies(pause -> {
            assertThat(pause.by()).isEqualTo("ada");
            assertThat(pause.reason()).contains("holidays");
        });
        assertThat(store.paused()).contains(found());
    }

    @Test
    void resumedScheduleCountsFromNow() {
        store.pause(name, Actor.of("ada"));
        var before = now();

        assertThat(store.resume(name, Actor.of("bob"))).isTrue();
        assertThat(store.resume(name, Actor.of("bob"))).isFalse();

        assertThat(found().pause()).isEmpty();
        assertThat(found().reached()).isAfterOrEqualTo(before);
        assertThat(store.tick(name, now(), task())).isTrue();
    }

    @Test
    void unknownScheduleHasNoTicks() {
        assertThat(store.pause(name + "x", Actor.of("ada"))).isFalse();
        assertThat(store.tick(name + "x", now(), task())).isFalse();
    }

    @Test
    void registeringAgainChangesNothing() {
        store.tick(name, now(), task());
        var before = found();

        store.register(List.of(new NewSchedule(name, "* * * * *", "Etc/UTC")));

        assertThat(found()).isEqualTo(before);
    }

    @Test
    void otherTicksCountFromAMinuteAgo() {
        postgres.statements.run(
                "UPDATE schedule SET since = now() - interval '3 days' WHERE name = $1", Tuple.of(name));
        store.tick(name, now().minus(Duration.ofDays(1)), task());
        var before = found();

        store.register(List.of(new NewSchedule(name, "* * * * *", "Europe/Vienna")));

        assertThat(found().lastTick()).isEqualTo(before.lastTick());
        assertThat(found().reached()).isAfter(before.reached()).isEqualTo(found().since());
    }

    private ScheduleRecord found() {
        return store.look(List.of(name)).schedules().get(name);
    }

    private Instant now() {
        return store.look(List.of(name)).now();
    }

    private static NewTask task() {
        return NewTask.of(
                new TaskRef(new TaskId(UUID.randomUUID()), "t0", "local", 0, 0), "{}", Duration.ofSeconds(15));
    }
}
