package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.mutiny.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RosterTest {

    private static final Roster.Condition RUNS = new Roster.Condition("1.2", 8, 3, false);
    private static final Roster.Condition DRAINS = new Roster.Condition("1.2", 8, 1, true);

    private static TestStore postgres;
    private static Roster roster;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
        roster = postgres.roster;
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @BeforeEach
    void clear() {
        run("DELETE FROM task");
        run("DELETE FROM instance");
    }

    @Test
    void typeIsServedWhereAnInstanceHasSigned() {
        add("transcribe", "local");
        add("assemble", "local");
        roster.sign("a", Set.of("assemble"), false, RUNS);
        roster.sign("a", Set.of("assemble", "embed"), false, RUNS);

        assertThat(roster.running()).isOne();
        assertThat(roster.backlogs())
                .extracting(Backlog::type, Backlog::served)
                .containsExactly(tuple("assemble", true), tuple("transcribe", false));
    }

    @Test
    void instanceThatIsSilentServesNothingAndIsForgotten() {
        add("transcribe", "local");
        roster.sign("a", Set.of("transcribe"), false, RUNS);
        run("UPDATE instance SET seen_at = now() - interval '2 minutes'");

        assertThat(roster.backlogs())
                .singleElement()
                .extracting(Backlog::served)
                .isEqualTo(false);
        roster.sign("b", Set.of(), false, RUNS);
        assertThat(postgres.statements.run("SELECT worker FROM instance", Tuple.tuple()))
                .hasSize(1);
    }

    @Test
    void instancesAreListedWithWhatTheyServe() {
        roster.sign("b", Set.of("assemble"), false, RUNS);
        roster.sign("a", Set.of("transcribe"), false, RUNS);
        run("UPDATE instance SET seen_at = now() - interval '40 seconds' WHERE worker = 'b'");

        assertThat(roster.all())
                .extracting(Roster.Signed::worker, Roster.Signed::types, Roster.Signed::isRunning)
                .containsExactly(tuple("a", List.of("transcribe"), true), tuple("b", List.of("assemble"), false));
        assertThat(roster.all()).extracting(Roster.Signed::condition).containsOnly(Optional.of(RUNS));
    }

    @Test
    void instanceThatDrainsServesNothingAnyMore() {
        add("transcribe", "local");
        roster.sign("a", Set.of("transcribe"), false, RUNS);

        roster.sign("a", Set.of("transcribe"), false, DRAINS);

        assertThat(roster.running()).isZero();
        assertThat(roster.backlogs())
                .singleElement()
                .extracting(Backlog::served)
                .isEqualTo(false);
        assertThat(roster.all()).singleElement().satisfies(it -> {
            assertThat(it.isRunning()).isTrue();
            assertThat(it.condition()).contains(DRAINS);
        });
    }

    @Test
    void instanceOfAnEarlierReleaseTellsNothingOfItself() {
        run("INSERT INTO instance (worker, types) VALUES ('old', '{embed}')");

        assertThat(roster.all())
                .singleElement()
                .extracting(Roster.Signed::condition)
                .isEqualTo(Optional.empty());
        assertThat(roster.running()).isOne();
    }

    @Test
    void whatWaitsMovesToAnotherRouteAndIsRungForAtOnce() {
        var moved = add("transcribe", "rabbitmq");
        add("assemble", "rabbitmq");

        assertThat(roster.reroute("transcribe", "rabbitmq", "worker", Duration.ofSeconds(5)))
                .isOne();
        assertThat(roster.reroute("transcribe", "rabbitmq", "worker", Duration.ofSeconds(5)))
                .isZero();

        assertThat(roster.backlogs())
                .extracting(Backlog::type, Backlog::route)
                .containsExactly(tuple("assemble", "rabbitmq"), tuple("transcribe", "worker"));
        assertThat(postgres.store.takeDue(10, Set.of("transcribe", "assemble")))
                .extracting(Due::id)
                .containsExactly(moved);
    }

    @Test
    void runningTasksStay() {
        var task = add("transcribe", "rabbitmq");
        postgres.store.claim(task, "a", Duration.ofSeconds(30)).orElseThrow();

        assertThat(roster.reroute("transcribe", "rabbitmq", "local", Duration.ZERO))
                .isZero();
    }

    private static TaskId add(String type, String route) {
        var ref = new TaskRef(new TaskId(UUID.randomUUID()), type, route, 0, 0);
        return postgres.store
                .add(List.of(NewTask.of(ref, "{}", Duration.ofMinutes(1))))
                .getFirst()
                .id();
    }

    private static void run(String sql) {
        postgres.statements.run(sql, Tuple.tuple());
    }
}
