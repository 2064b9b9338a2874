package dev.handoff.engine.intake;

import static dev.handoff.task.TaskState.DEAD;
import static dev.handoff.task.TaskState.QUEUED;
import static dev.handoff.task.TaskState.SUCCEEDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.EventState;
import dev.handoff.engine.store.EventStore;
import dev.handoff.engine.store.IntakeStore;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.database.embedded.TestDatabase;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.TaskId;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What producers submit in transactions of their own. */
@QuarkusTest
@QuarkusTestResource(TestDatabase.class)
class IntakeTest {

    private static final String HELLO = "handoff_submit('process-message', '{\"text\": \"hello\"}'";

    @Inject
    DataSource database;

    @Inject
    IntakeStore store;

    @Inject
    Conversion conversion;

    @Inject
    Tasks tasks;

    @Inject
    TaskReader reader;

    @Inject
    EventStore events;

    @Inject
    ObjectMapper json;

    @Test
    void taskIsThereIfTheTransactionIsCommitted() throws Exception {
        UUID kept;
        UUID undone;
        UUID partly;
        try (var producer = database.getConnection()) {
            producer.setAutoCommit(false);
            kept = call(producer, HELLO + ")");
            var before = producer.setSavepoint();
            partly = call(producer, HELLO + ")");
            producer.rollback(before);
            producer.commit();
            undone = call(producer, HELLO + ")");
            producer.rollback();
        }

        var task = ended(kept);

        assertThat(task.state()).isEqualTo(SUCCEEDED);
        assertThat(kept.version()).isEqualTo(7);
        assertThat(find(undone)).isEmpty();
        assertThat(find(partly)).isEmpty();
        assertThat(count("intake WHERE id = '" + kept + "'")).isZero();
    }

    @Test
    void everythingThatIsSaidIsKept() throws Exception {
        var later = call("handoff_submit('process_message', jsonb_build_object('text', 'a'), run_at => now() + "
                + "interval '1 day', priority => 7)");

        var task = await().until(() -> find(later), Optional::isPresent).orElseThrow();

        assertThat(task.type()).isEqualTo("process-message");
        assertThat(task.state()).isEqualTo(QUEUED);
        assertThat(task.priority()).isEqualTo(7);
        assertThat(task.runAt()).isAfter(Instant.now().plus(Duration.ofHours(23)));
    }

    @Test
    void keyMeansOneTask() throws Exception {
        var key = UUID.randomUUID().toString();
        var keyed = HELLO + ", dedupe_key => '" + key + "')";
        UUID first;
        try (var producer = database.getConnection()) {
            producer.setAutoCommit(false);
            first = call(producer, keyed);
            assertThat(call(producer, keyed)).isEqualTo(first);
            producer.commit();
        }
        ended(first);

        assertThat(call(keyed)).isEqualTo(first);
        var other = call(keyed.replace("hello", "other"));
        var byHttp = tasks.submit(Submission.of("process-message", json.readTree("{\"text\": \"hello\"}"))
                .keyed(DedupeKey.of("process-message", key)));
        assertThat(other).isEqualTo(first);
        assertThat(byHttp.id().value()).isEqualTo(first);
        assertThat(count("task WHERE dedupe_key LIKE '%" + key + "'")).isOne();
    }

    @Test
    void keyOfAnotherTaskIsToldByADeadOne() throws Exception {
        var key = UUID.randomUUID().toString();
        var first = call(HELLO + ", dedupe_key => '" + key + "')");
        ended(first);

        // By another name of the type it isn't known before it is taken.
        var other = call(HELLO.replace('-', '_').replace("hello", "other") + ", dedupe_key => '" + key + "')");

        assertThat(ended(other)).satisfies(dead -> {
            assertThat(dead.state()).isEqualTo(DEAD);
            assertThat(dead.error().orElseThrow()).contains(first.toString());
        });
    }

    @Test
    void whatCanNeverWorkIsDead() throws Exception {
        var reasons = Map.of(
                "{}", "text",
                "{\"text\": \"a\", \"stepps\": 1}", "did you mean steps?",
                "{\"text\": 1e999999}", "exponent",
                "{\"text\": \"\\ud800\"}", "surrogate",
                "{\"text\": \"a\", \"text\": \"b\"}", "Duplicate field 'text'",
                "[1]", "object expected");
        var told = new HashMap<UUID, String>();
        for (var each : reasons.entrySet()) {
            told.put(call("handoff_submit('process-message', '" + each.getKey() + "')"), each.getValue());
        }

        told.forEach((id, reason) -> {
            var task = ended(id);
            assertThat(task.state()).isEqualTo(DEAD);
            assertThat(task.error().orElseThrow())
                    .startsWith("SQL submitted what can never work: ")
                    .contains(reason);
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "handoff_submit('a', '{') | invalid input syntax for type json",
                "handoff_submit('a', '') | invalid input syntax for type json",
                "handoff_submit('a', repeat('[', 100000)) | stack depth",
                "handoff_submit('a', to_jsonb(repeat('a', 262145))) | body_has_at_most_256_kib",
                "handoff_submit('', '{}') | name_has_1_to_200_bytes",
                "handoff_submit(repeat('a', 201), '{}') | name_has_1_to_200_bytes",
                "handoff_submit(NULL, '{}') | \"name\"",
                "handoff_submit('a', NULL::text) | \"body\"",
                "handoff_submit('a', '{}', priority => 101) | priority_is_from_minus_100_to_100",
                "handoff_submit('a', '{}', dedupe_key => '') | dedupe_key_has_1_to_500_characters",
                "handoff_submit('a', '{}', dedupe_key => repeat('a', 501)) | dedupe_key_has_1_to_500_characters",
                "handoff_submit('a', '{}', dedupe_key => E'a\\nb') | dedupe_key_has_1_to_500_characters",
                "handoff_publish('a', '{') | invalid input syntax for type json",
                "handoff_publish('a', '{}', version => 0) | version_counts_from_one",
            })
    void whatCanNotBeKeptFailsAtOnce(String call, String reason) {
        assertThatThrownBy(() -> call(call)).isInstanceOf(SQLException.class).hasMessageContaining(reason);
    }

    @Test
    void unknownNamesWaitAndAreTold() throws Exception {
        var hostile = "x'); DROP TABLE task; --\"\\ü";
        var id = call("handoff_submit('" + hostile.replace("'", "''") + "', '{}')");
        try {
            ended(call(HELLO + ")"));

            var unknown = store.unknown(Duration.ZERO, Set.of("process-message"), Set.of());

            assertThat(unknown).anySatisfy(it -> {
                assertThat(it.name()).isEqualTo(hostile);
                assertThat(it.event()).isFalse();
                assertThat(it.count()).isOne();
            });
            assertThat(find(id)).isEmpty();
        } finally {
            run("DELETE FROM intake WHERE id = '" + id + "'");
        }
    }

    @Test
    void producerMayDoNothingElse() throws Exception {
        run("CREATE ROLE shop");
        run("GRANT EXECUTE ON FUNCTION handoff_submit(text, text, text, timestamptz, integer) TO shop");
        try (var producer = database.getConnection()) {
            producer.setAutoCommit(false);
            run(producer, "SET LOCAL ROLE shop");
            // Tables and functions of the producer's own mean nothing to ours.
            run(producer, "CREATE TEMP TABLE intake (id uuid)");
            run(producer, "CREATE TEMP TABLE task (id uuid, dedupe_key text)");
            run(producer, "SET LOCAL search_path = pg_temp, public");
            var id = call(producer, HELLO + ", dedupe_key => 'shop-1')");
            for (var forbidden : List.of(
                    "SELECT * FROM public.task",
                    "SELECT * FROM public.intake",
                    "DELETE FROM public.intake",
                    "INSERT INTO public.intake (id, kind, name, body) VALUES (gen_random_uuid(), 'task', 'a', '{}')",
                    "SELECT handoff_id()",
                    "SELECT handoff_publish('post.deleted', '{}')")) {
                var before = producer.setSavepoint();
                assertThatThrownBy(() -> run(producer, forbidden)).hasMessageContaining("permission denied");
                producer.rollback(before);
            }
            producer.commit();
            assertThat(ended(id).state()).isEqualTo(SUCCEEDED);
            producer.rollback();
        } finally {
            run("DROP OWNED BY shop");
            run("DROP ROLE shop");
        }
    }

    @Test
    void killBetweenTaskAndRemovalLeavesOneTask() throws Exception {
        for (var key : List.of("", ", dedupe_key => '" + UUID.randomUUID() + "'")) {
            UUID id;
            try (var producer = database.getConnection()) {
                producer.setAutoCommit(false);
                id = call(producer, HELLO + key + ")");
                run(producer, "UPDATE intake SET take_at = now() + interval '1 hour' WHERE id = '" + id + "'");
                producer.commit();
            }
            conversion.take(new IntakeStore.Asked(
                    id,
                    false,
                    "process-message",
                    Optional.empty(),
                    "{\"text\": \"hello\"}",
                    key.isEmpty() ? Optional.empty() : Optional.of(key.replaceAll(".*'(.*)'", "$1")),
                    Optional.empty(),
                    0));
            assertThat(find(id)).isPresent();

            run("UPDATE intake SET take_at = now() WHERE id = '" + id + "'");

            await().until(() -> count("intake WHERE id = '" + id + "'") == 0);
            assertThat(ended(id).attempt()).isOne();
        }
    }

    @Test
    void manyProducersLoseNothing() throws Exception {
        long before = count("task");
        var ids = Parallel.map(IntStream.range(0, 8).boxed().toList(), producer -> submitted(60)).stream()
                .flatMap(List::stream)
                .toList();

        await().atMost(Duration.ofSeconds(20)).until(() -> count("intake") == 0);

        assertThat(new HashSet<>(ids)).hasSize(480);
        assertThat(count("task")).isGreaterThanOrEqualTo(before + 480);
        for (var id : ids) {
            assertThat(find(id)).isPresent();
        }
    }

    @Test
    void eventIsPublishedAndAWrongOneIsDead() throws Exception {
        var given = UUID.randomUUID();
        var right = call("handoff_publish('post.deleted', '{\"post_id\": \"p\", \"author_id\": \"a\", "
                + "\"deleted_by\": \"a\"}', id => '" + given + "')");
        var wrong = call("handoff_publish('post.deleted', '{\"post\": 1}')");
        var late = call("handoff_publish('post.deleted', '{}'::jsonb, version => 99)");

        await().until(() -> state(right).filter(EventState.PUBLISHED::equals).isPresent());
        await().until(() -> state(wrong).filter(EventState.DEAD::equals).isPresent());
        await().until(() -> state(late).filter(EventState.DEAD::equals).isPresent());
        assertThat(right).isEqualTo(given);
    }

    private Optional<EventState> state(UUID event) {
        var filter = new EventStore.Filter(
                Optional.of("post.deleted"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                100);
        return events.list(filter).stream()
                .filter(it -> it.event().id().equals(event))
                .map(it -> it.state())
                .findFirst();
    }

    private List<UUID> submitted(int count) {
        var ids = new ArrayList<UUID>();
        for (int i = 0; i < count; i++) {
            try {
                ids.add(call(HELLO + ")"));
            } catch (SQLException broken) {
                throw new IllegalStateException(broken);
            }
        }
        return ids;
    }

    private TaskRecord ended(UUID id) {
        return await().until(
                        () -> find(id),
                        it -> it.filter(task -> task.state().isFinal()).isPresent())
                .orElseThrow();
    }

    private Optional<TaskRecord> find(UUID id) {
        return reader.find(new TaskId(id));
    }

    private UUID call(String call) throws SQLException {
        try (var producer = database.getConnection()) {
            return call(producer, call);
        }
    }

    private static UUID call(Connection producer, String call) throws SQLException {
        try (var statement = producer.createStatement();
                var row = statement.executeQuery("SELECT " + call)) {
            assertThat(row.next()).isTrue();
            return row.getObject(1, UUID.class);
        }
    }

    private long count(String from) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT count(*) FROM " + from)) {
            row.next();
            return row.getLong(1);
        }
    }

    private void run(String sql) throws SQLException {
        try (var connection = database.getConnection()) {
            run(connection, sql);
        }
    }

    private static void run(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
