package dev.handoff.engine.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.handoff.domain.community.CommentStore;
import dev.handoff.domain.community.CountStore;
import dev.handoff.domain.community.FeedStore;
import dev.handoff.domain.community.FollowStore;
import dev.handoff.domain.community.PostStore;
import dev.handoff.domain.community.UserStore;
import dev.handoff.domain.community.VoteStore;
import dev.handoff.domain.monitoring.ScanStore;
import dev.handoff.domain.monitoring.rule.RuleStore;
import dev.handoff.domain.podcast.template.TemplateStore;
import dev.handoff.domain.search.EmbeddingSql;
import dev.handoff.domain.search.ItemKind;
import dev.handoff.domain.search.ItemSql;
import dev.handoff.kit.notify.NoticeStore;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskRef;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Tuple;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How PostgreSQL goes about the statements when there are far more finished tasks than others. */
class PlansTest {

    /** Indexes of all rows, which are for finding a few by their key. */
    private static final Set<String> WHOLE = Set.of(
            "task_pkey",
            "task_dedupe",
            "task_parent",
            "task_group_pkey",
            "event_pkey",
            "event_created",
            "event_topic",
            "template_pkey",
            "schedule_pkey",
            "message_pkey",
            "atom_pkey",
            "chunk_pkey",
            "embedding_pkey",
            "embedding_claim_pkey",
            "scan_pkey",
            "scan_batch_pkey",
            "scan_flag_pkey",
            "scan_rule_pkey",
            "community_user_pkey",
            "post_pkey",
            "comment_pkey",
            "vote_pkey",
            "vote_sum",
            "entity_counts_pkey",
            "follow_pkey",
            "circle_member_pkey",
            "feed_entry_pkey",
            "feed_entry_read",
            "feed_entry_post",
            "post_pulled_author",
            "post_pulled_circle",
            "follow_by",
            "circle_member_of",
            "notice_pkey",
            "notice_read",
            "one_notice_for_a_cause");

    /** Tables that are read as a whole, since they have a few rows at most. */
    private static final Set<String> FEW = Set.of("paused_type");

    /** An index of all rows in which a key has many: for people who look at the first page. */
    private static final String FOR_LISTS = "task_type";

    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+");
    private static final int FINISHED = 200_000;
    private static final int CHUNK = 20_000;
    private static final int RUNNING = 50;
    private static final int BEATS = 20;

    private static TestStore postgres;

    @BeforeAll
    static void fill() {
        postgres = new TestStore();
        run("ALTER TABLE task SET (autovacuum_enabled = off)");
        many(0, FINISHED, """
                INSERT INTO task (id, type, route, input, state, result, run_at, ended_at, attempt)
                SELECT lpad(to_hex(n), 32, '0')::uuid, 't' || n % 5, 'local', '{}', 'SUCCEEDED', '{}', now(), now(), 1
                FROM generate_series($1::int4, $2::int4) n\
                """);
        many(0, FINISHED, """
                INSERT INTO event (id, topic, version, data, source, relay_at, published_at)
                SELECT lpad(to_hex(n), 32, '0')::uuid, 'post.published', 1, '{}', 'x', NULL, now()
                FROM generate_series($1::int4, $2::int4) n\
                """);
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    // A list of events may go through them all, since it ends as soon as its page is full.
    @Test
    void nothingIsReadFromEndToEndWhateverTheStatisticsSay() {
        assertThat(readFromEndToEnd()).as("never analysed").isEmpty();

        run("ANALYZE");
        assertThat(readFromEndToEnd()).as("nothing waited when it was analysed").isEmpty();

        many(FINISHED, FINISHED + FINISHED / 2, """
                INSERT INTO task (id, type, route, input, run_at, ring_at)
                SELECT lpad(to_hex(n), 32, '0')::uuid, 't' || n % 3, CASE n % 2 WHEN 0 THEN 'local' ELSE 'rabbitmq' END,
                       '{}', now(), now()
                FROM generate_series($1::int4, $2::int4) n\
                """);
        run("ANALYZE");
        assertThat(readFromEndToEnd()).as("a third waited when it was analysed").isEmpty();
    }

    @Test
    void signsOfLifeChangeNoIndex() {
        var running = new ArrayList<Beat>();
        for (int i = 0; i < RUNNING; i++) {
            var task = add();
            var fence = postgres.store
                    .claim(task, "w", Duration.ofSeconds(30))
                    .orElseThrow()
                    .task();
            running.add(new Beat(fence, Optional.of(new Progress(i, RUNNING))));
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> changes().all() >= RUNNING);

        // Where a page is full of old versions that an ANALYZE beside it may still want to see, a row has to move.
        await().atMost(Duration.ofSeconds(30)).until(() -> changedInPlaceBy(running) > BEATS * RUNNING * 9 / 10);
    }

    private static long changedInPlaceBy(List<Beat> running) {
        var before = changes();
        for (int beat = 0; beat < BEATS; beat++) {
            assertThat(postgres.store.beat(running, Duration.ofSeconds(30))).hasSize(RUNNING);
        }
        await().atMost(Duration.ofSeconds(30)).until(() -> changes().all() == before.all() + BEATS * RUNNING);
        return changes().inPlace() - before.inPlace();
    }

    /** @param inPlace those that changed no index */
    private record Changes(long all, long inPlace) {}

    private static Changes changes() {
        tellAll();
        var row = postgres.statements
                .first("SELECT n_tup_upd, n_tup_hot_upd FROM pg_stat_user_tables WHERE relname = 'task'", Tuple.tuple())
                .orElseThrow();
        return new Changes(row.getLong("n_tup_upd"), row.getLong("n_tup_hot_upd"));
    }

    /** Has every connection tell the statistics what it did, or else each does so within ten seconds. */
    private static void tellAll() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < TestStore.CONNECTIONS; i++) {
                threads.submit(() -> run("SELECT pg_stat_force_next_flush(), pg_sleep(0.05)"));
            }
        }
    }

    /** Longer ones the client has parsed and planned anew for every call. */
    @Test
    void statementsAreShortEnoughToBePrepared() {
        var ofItems = Stream.of(ItemKind.values())
                .map(ItemSql::of)
                .flatMap(sql -> Stream.of(sql.put(), sql.texts(), sql.textsFor(), sql.cut(), sql.claim(), sql.save()));
        var searches = Stream.of(EmbeddingSql.NEAREST_OF_ALL, EmbeddingSql.nearestByIndex(1536));
        assertThat(Stream.of(statements().map(PlansTest::text), ofItems, searches)
                        .flatMap(it -> it))
                .isNotEmpty()
                .allMatch(text -> text.length() < 2048);
    }

    private static Stream<Field> statements() {
        return Stream.of(
                        TaskSql.class,
                        AddSql.class,
                        PauseSql.class,
                        RescueSql.class,
                        GroupSql.class,
                        EventSql.class,
                        PruningSql.class,
                        ScheduleSql.class,
                        RelativeSql.class,
                        TemplateStore.class,
                        ScanStore.class,
                        RuleStore.class,
                        PostStore.class,
                        CommentStore.class,
                        VoteStore.class,
                        CountStore.class,
                        UserStore.class,
                        FollowStore.class,
                        FeedStore.class,
                        NoticeStore.class)
                .flatMap(statements -> Stream.of(statements.getDeclaredFields()))
                .filter(field -> field.getType() == String.class && !Modifier.isPrivate(field.getModifiers()));
    }

    /** The names of the statements that go through a whole table, or through all tasks of a type. */
    private static List<String> readFromEndToEnd() {
        return statements()
                .filter(statement -> nodes(postgres.plan(text(statement))).anyMatch(PlansTest::isFromEndToEnd))
                .map(Field::getName)
                .toList();
    }

    private static Stream<JsonObject> nodes(JsonObject plan) {
        var below = plan.getJsonArray("Plans", new JsonArray()).stream();
        return Stream.concat(Stream.of(plan), below.flatMap(each -> nodes((JsonObject) each)));
    }

    private static boolean isFromEndToEnd(JsonObject node) {
        var index = node.getString("Index Name", "");
        return node.getString("Node Type").endsWith("Seq Scan") && !FEW.contains(node.getString("Relation Name"))
                || WHOLE.contains(index) && !node.containsKey("Index Cond")
                || index.equals(FOR_LISTS);
    }

    private static String text(Field statement) {
        try {
            // Statements are known to their own packages alone.
            statement.setAccessible(true);
            return whole((String) statement.get(null));
        } catch (IllegalAccessException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** A domain's change is sent together with the events that tell of it. */
    private static String whole(String statement) {
        int parameters = (int) PARAMETER
                .matcher(statement)
                .results()
                .map(MatchResult::group)
                .distinct()
                .count();
        return statement.startsWith("change AS") ? EventSql.change(statement, parameters) : statement;
    }

    private static TaskId add() {
        var task = NewTask.of(
                new TaskRef(new TaskId(UUID.randomUUID()), "t0", "local", 0, 0), "{}", Duration.ofSeconds(15));
        return postgres.store.add(List.of(task)).getFirst().id();
    }

    /** So many at a time that no statement takes too long. */
    private static void many(int from, int to, String sql) {
        for (int i = from; i < to; i += CHUNK) {
            postgres.statements.run(sql, Tuple.of(i + 1, Math.min(i + CHUNK, to)));
        }
    }

    private static void run(String sql) {
        postgres.statements.run(sql, Tuple.tuple());
    }
}
