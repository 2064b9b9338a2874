package dev.handoff.engine.store;

import static dev.handoff.engine.store.StoreUnderTest.task;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import dev.handoff.task.Usage;
import io.vertx.mutiny.sqlclient.Tuple;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTaskStoreTest extends TaskStoreContract {

    private static TestStore postgres;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Override
    public TaskStore store() {
        return postgres.store;
    }

    @Override
    public Seen look(TaskId task) {
        return postgres.look(task).orElseThrow();
    }

    @Override
    public void lapse(TaskId task) {
        postgres.lapse(task);
    }

    @Override
    public void makeDue(TaskId task) {
        postgres.makeDue(task);
    }

    @Test
    void keyThatIsTooLongForTheIndexIsNoOutage() {
        var key = new Random(1)
                .ints(20_000, 'a', 'z' + 1)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());

        assertThatThrownBy(() -> add(Optional.empty(), Optional.of(key))).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void hastenBringsTheRingForwardAndNeverPutsItOff() {
        var late = add();
        var soon = add();
        makeDue(soon);
        var later = add(Optional.of(Instant.now().plusSeconds(3600)), Optional.empty());

        store().ringSoon(List.of(late, soon, later), Duration.ofSeconds(5));

        assertThat(secondsToRing(late, "now()")).isBetween(3.0, 5.0);
        assertThat(secondsToRing(soon, "now()")).isLessThanOrEqualTo(0);
        assertThat(secondsToRing(later, "run_at")).isZero();
    }

    @Test
    void delayIsByTheClockOfTheDatabase() {
        var task =
                store().add(List.of(task(Optional.empty(), Optional.empty()))).getFirst();
        var later = store().add(List.of(task(Optional.of(Instant.now().plus(Duration.ofDays(3))), Optional.empty())));

        var retried = store().finish(
                        new Beat(claim(task.id()).task(), Optional.empty()),
                        new Outcome.Retry(Duration.ofMillis(505), "boom"))
                .orElseThrow();

        assertThat(task.delay()).isZero();
        assertThat(later.getFirst().delay()).isCloseTo(Duration.ofDays(3), Duration.ofMinutes(1));
        assertThat(retried.due().orElseThrow().delay()).isEqualTo(Duration.ofMillis(505));
    }

    @Test
    void delayOfWhatIsOverdueIsNegative() {
        var task = add();
        postgres.statements.run(
                "UPDATE task SET ring_at = now(), run_at = now() - interval '26 h 1.5 s' WHERE id = $1",
                Tuple.of(task.value()));

        var due = store().takeDue(1000, Set.of("t")).stream()
                .filter(it -> it.id().equals(task))
                .findFirst()
                .orElseThrow();

        assertThat(due.delay())
                .isCloseTo(Duration.ofHours(-26).minusMillis(1500), Duration.ofMinutes(1))
                .isLessThanOrEqualTo(Duration.ofHours(-26).minusMillis(1500));
    }

    @Test
    void usageIsKeptWithItsStepAndAttemptOnce() {
        var task = add();
        var fence = claim(task).task();

        store().saveStep(fence, "ask", "1", Optional.of(new Usage("small", 3, 5, Optional.of(new BigDecimal("0.10")))));
        store().saveStep(fence, "ask", "1", Optional.of(new Usage("small", 3, 5, Optional.of(new BigDecimal("0.10")))));
        store().saveStep(fence, "cheap", "1", Optional.of(new Usage("other", 1, 2, Optional.empty())));
        store().saveStep(fence, "free", "1", Optional.empty());

        assertThat(postgres
                        .statements
                        .run(
                                "SELECT concat_ws(' ', name, attempt, model, input_tokens, output_tokens, cost) AS s"
                                        + " FROM task_step WHERE task_id = $1 ORDER BY name",
                                Tuple.of(task.value()))
                        .stream()
                        .map(row -> row.getString("s")))
                .containsExactly("ask 1 small 3 5 0.10", "cheap 1 other 1 2", "free 1");
    }

    @Test
    void ofTwoRequestsWithOneKeyInOneStatementOneIsStoredAsAWhole() {
        var key = "request " + UUID.randomUUID();
        var two = List.of(ofRequest(key, 0, "two"), ofRequest(key, 1, "two"));
        var three = List.of(ofRequest(key, 0, "three"), ofRequest(key, 1, "three"), ofRequest(key, 2, "three"));

        var added = new TaskInserter(postgres.statements).add(List.of(two, three));

        assertThat(added.get(0)).noneMatch(Added::duplicate);
        assertThat(added.get(1)).hasSize(3).allMatch(Added::otherRequest);
        assertThat(postgres.look(three.get(2).id())).isEmpty();
        assertThat(look(two.get(1).id()).attempt()).isZero();
    }

    private static NewTask ofRequest(String key, int place, String digest) {
        return task(Optional.empty(), Optional.of(key + place))
                .partOf(Optional.of(new NewTask.Request(key + 0, digest)));
    }

    /** Cloud Tasks keeps a doorbell until it is due; other routes want it then. */
    @ParameterizedTest
    @CsvSource({"cloud-tasks, 1, 15", "rabbitmq, 1, 0"})
    void laterTaskIsRungForBySweepOnlyWhereItsDoorbellIsNotKept(String route, int days, double seconds) {
        var runAt = Instant.now().plus(Duration.ofDays(days)).minusSeconds(60);

        var task = add(route, Optional.of(runAt));

        assertThat(secondsToRing(task, "run_at")).isEqualTo(seconds);
    }

    /** The one that ends the attempt rings for the next one; over RabbitMQ only once it is due. */
    @ParameterizedTest
    @CsvSource({"cloud-tasks, 60, 15", "cloud-tasks, 0, 15", "rabbitmq, 60, 0", "rabbitmq, 0, 15"})
    void retriedTaskIsRungForBySweepOnlyWhereItsDoorbellIsNotKept(String route, int delay, double seconds) {
        var task = add(route, Optional.empty());

        finish(claim(task).task(), new Outcome.Retry(Duration.ofSeconds(delay), "boom"));

        assertThat(secondsToRing(task, "run_at")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({"cloud-tasks, 60, 15", "cloud-tasks, 0, 15", "rabbitmq, 60, 0", "rabbitmq, 0, 0"})
    void releasedTaskIsRungForBySweepAtOnceWhereNothingKeepsItsDoorbell(String route, int delay, double seconds) {
        var task = add(route, Optional.empty());

        finish(claim(task).task(), new Outcome.Released(Duration.ofSeconds(delay), "no room"));

        assertThat(secondsToRing(task, "run_at")).isEqualTo(seconds);
    }

    @ParameterizedTest
    @CsvSource({
        "cloud-tasks, 10, 15",
        "cloud-tasks, 40, 40",
        "cloud-tasks, 4000, 75",
        "rabbitmq, 10, 15",
        "rabbitmq, 4000, 15"
    })
    void queueThatIsBehindIsAskedLessAndLessOften(String route, int overdue, double seconds) {
        var task = add(route, Optional.empty());
        postgres.statements.run(
                "UPDATE task SET ring_at = now(), run_at = now() - $2 * interval '1 s' WHERE id = $1",
                Tuple.of(task.value(), overdue));

        store().takeDue(1000, Set.of("t"));

        assertThat(secondsToRing(task, "now()")).isCloseTo(seconds, within(2.0));
    }

    private TaskId add(String route, Optional<Instant> runAt) {
        var ref = new TaskRef(new TaskId(UUID.randomUUID()), "t", route, 0, 0);
        return store().add(List.of(NewTask.of(ref, "{}", Duration.ofSeconds(15)).at(runAt)))
                .getFirst()
                .id();
    }

    private static double secondsToRing(TaskId task, String from) {
        return postgres.statements
                .first(
                        "SELECT extract(epoch FROM ring_at - " + from + ")::float8 AS s FROM task WHERE id = $1",
                        Tuple.of(task.value()))
                .orElseThrow()
                .getDouble("s");
    }
}
