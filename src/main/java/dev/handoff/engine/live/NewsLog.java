package dev.handoff.engine.live;

import dev.handoff.engine.live.News.OfTask;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.Retention;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

/**
 * What was told in the last hour, by all instances. Every method is one statement and throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer.
 *
 * <p>Those who append take turns, until their commits are seen, so that ids are in the order of commits and who reads
 * beyond an id misses nothing. That makes a commit's flush something that all would wait for. There is none: what a crash of the
 * server takes is a moment's hints, and who resumes across its restart is told to look at the state.
 */
@ApplicationScoped
class NewsLog implements Retention {

    /** How long news can be resumed from. */
    private static final Duration KEPT = Duration.ofHours(1);

    // The turn's number is one of those that this application has for its advisory locks. The sequence is
    // never behind the clock, and the next transaction sees its value even if the last one was rolled back.
    private static final String APPEND = Statements.compact("""
        WITH turn AS MATERIALIZED (
            SELECT pg_advisory_xact_lock(4163240706) AS ours, set_config('synchronous_commit', 'off', true) AS quick
        ), last AS MATERIALIZED (
            SELECT setval('live_news_id', greatest(
                       nextval('live_news_id') - 1 + $1::int8,
                       (extract(epoch FROM clock_timestamp()) * 1000000)::int8)) AS id,
                   clock_timestamp() AS now
            FROM turn
        ), appended AS (
            INSERT INTO live_news (id, at, event, subject, task_id, type, attempt, group_id, data)
            SELECT l.id - $1::int8 + w.place, l.now - w.age * interval '1 microsecond',
                   w.event, w.subject, w.task_id, w.type, w.attempt, w.group_id, w.data
            FROM last l, unnest($2::int8[], $3::text[], $4::text[], $5::uuid[], $6::text[], $7::int4[], $8::uuid[],
                                $9::text[])
                WITH ORDINALITY AS w(age, event, subject, task_id, type, attempt, group_id, data, place)
        )
        SELECT id FROM last
        """);

    private static final String AFTER = """
        SELECT id, at, event, subject, task_id, type, attempt, group_id, data,
               (extract(epoch FROM clock_timestamp() - at) * 1000)::int8 AS lag
        FROM live_news WHERE id > $1 ORDER BY id LIMIT $2
        """;

    private static final String COVERS = """
        SELECT $1 <= (SELECT last_value FROM live_news_id)
            AND $1 >= greatest((SELECT max(id) FROM live_news WHERE event IS NULL),
                               (extract(epoch FROM now() - $2 * interval '1 second') * 1000000)::int8,
                               (extract(epoch FROM pg_postmaster_start_time()) * 1000000)::int8) AS covered
        """;

    // Those who have signed within this time are heeded by all that have something to tell.
    private static final String BEGIN = """
        WITH mine AS (UPDATE instance SET listening = true WHERE worker = $1)
        SELECT (SELECT last_value FROM live_news_id) AS last,
               EXISTS (SELECT FROM instance
                       WHERE listening AND worker <> $1 AND seen_at > now() - interval '30 seconds') AS goes_on
        """;

    private static final String PRUNE = """
        DELETE FROM live_news WHERE id = ANY(ARRAY(
            SELECT id FROM live_news WHERE id < $1 ORDER BY id LIMIT 10000))
        RETURNING id
        """;

    private final Statements statements;

    NewsLog(Statements statements) {
        this.statements = statements;
    }

    /**
     * Appends news and gaps after all others.
     *
     * @return the id of the last of them
     */
    long append(List<Draft> drafts) {
        var parameters = Tuple.tuple()
                .addLong((long) drafts.size())
                .addArrayOfLong(all(drafts, it -> it.age().toNanos() / 1000, Long[]::new))
                .addArrayOfString(all(drafts, it -> it.event().orElse(null), String[]::new))
                .addArrayOfString(all(drafts, Draft::subject, String[]::new))
                .addArrayOfUUID(ofTask(drafts, it -> it.id().value(), UUID[]::new))
                .addArrayOfString(ofTask(drafts, OfTask::type, String[]::new))
                .addArrayOfInteger(ofTask(drafts, OfTask::attempt, Integer[]::new))
                .addArrayOfUUID(all(drafts, it -> it.group().map(GroupId::value).orElse(null), UUID[]::new))
                .addArrayOfString(all(drafts, Draft::dataJson, String[]::new));
        return statements.first(APPEND, parameters).orElseThrow().getLong("id");
    }

    private static <T> T[] all(List<Draft> drafts, Function<Draft, T> column, IntFunction<T[]> array) {
        return drafts.stream().map(column).toArray(array);
    }

    private static <T> T[] ofTask(List<Draft> drafts, Function<OfTask, T> column, IntFunction<T[]> array) {
        return all(drafts, it -> it.task().map(column).orElse(null), array);
    }

    /**
     * Lines of the log.
     *
     * @param lag from the moment at which the first of them was told to that of reading
     */
    record Page(List<Line> lines, Duration lag) {}

    /** What follows an id, in order. */
    Page after(long id, int limit) {
        var rows = statements.run(AFTER, Tuple.of(id, limit));
        var lag = rows.isEmpty()
                ? Duration.ZERO
                : Duration.ofMillis(rows.getFirst().getLong("lag"));
        return new Page(rows.stream().map(NewsLog::line).toList(), lag);
    }

    /** Whether the log has everything that was told after this id. */
    boolean covers(long id) {
        return statements
                .first(COVERS, Tuple.of(id, KEPT.toSeconds()))
                .orElseThrow()
                .getBoolean("covered");
    }

    /**
     * Notes that this instance listens, and that the log has a gap if nobody else did.
     *
     * @return the id that was given last
     */
    long begin(String worker) {
        var row = statements.first(BEGIN, Tuple.of(worker)).orElseThrow();
        return row.getBoolean("goes_on") ? row.getLong("last") : append(List.of(Draft.gap()));
    }

    @Override
    public String what() {
        return "live news";
    }

    @Override
    public Duration kept() {
        return KEPT;
    }

    @Override
    public int prune(Instant before) {
        return statements.run(PRUNE, Tuple.of(before.toEpochMilli() * 1000)).size();
    }

    private static Line line(Row row) {
        long id = row.getLong("id");
        if (row.getString("event") == null) {
            return new Line.Gap(id);
        }
        var task = Optional.ofNullable(row.getUUID("task_id"))
                .map(it -> new OfTask(new TaskId(it), row.getString("type"), row.getInteger("attempt")));
        return new News(
                id,
                row.getOffsetDateTime("at").toInstant(),
                row.getString("event"),
                row.getString("subject"),
                task,
                Optional.ofNullable(row.getUUID("group_id")).map(GroupId::new),
                row.getString("data"));
    }
}
