package dev.handoff.engine.store;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskState;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Counts tasks by state for people, who want to know whether there are seven or many: however many rows there are, no more
 * than a bounded number is looked at. Throws {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class TaskCounts {

    /** How far is counted. */
    public static final int MAX_COUNTED = 10_000;

    /**
     * How many tasks there are.
     *
     * @param isMore whether there are more, of which it isn't known how many
     */
    public record Count(long count, boolean isMore) {}

    private static final String OF_ALL = """
        SELECT 'QUEUED' AS state, count(*) AS count FROM (SELECT FROM task WHERE state = 'QUEUED' LIMIT %1$d) q
        UNION ALL SELECT 'RUNNING', count(*) FROM (SELECT FROM task WHERE state = 'RUNNING' LIMIT %1$d) r
        UNION ALL SELECT 'DEAD', count(*) FROM (SELECT FROM task WHERE state = 'DEAD' ORDER BY id DESC LIMIT %1$d) d
        UNION ALL SELECT 'CANCELLED', count(*)
            FROM (SELECT FROM task WHERE state = 'CANCELLED' ORDER BY id DESC LIMIT %1$d) c
        UNION ALL SELECT 'SUCCEEDED', count(*) FILTER (WHERE state = 'SUCCEEDED')
            FROM (SELECT state FROM task ORDER BY id DESC LIMIT %1$d) s
        """.formatted(MAX_COUNTED + 1);

    // Of a rare type among many dead ones no more are looked at than of all.
    private static final String OF_TYPE = """
        SELECT 'QUEUED' AS state, count(*) FILTER (WHERE type = $1) AS count
            FROM (SELECT type FROM task WHERE state = 'QUEUED' LIMIT %1$d) q
        UNION ALL SELECT 'RUNNING', count(*) FILTER (WHERE type = $1)
            FROM (SELECT type FROM task WHERE state = 'RUNNING' LIMIT %1$d) r
        UNION ALL SELECT 'DEAD', count(*) FILTER (WHERE type = $1)
            FROM (SELECT type FROM task WHERE state = 'DEAD' ORDER BY id DESC LIMIT %1$d) d
        UNION ALL SELECT 'CANCELLED', count(*) FILTER (WHERE type = $1)
            FROM (SELECT type FROM task WHERE state = 'CANCELLED' ORDER BY id DESC LIMIT %1$d) c
        UNION ALL SELECT 'SUCCEEDED', count(*) FILTER (WHERE state = 'SUCCEEDED')
            FROM (SELECT state FROM task WHERE type BETWEEN $1 AND $1 ORDER BY type DESC, id DESC LIMIT %1$d) s
        """.formatted(MAX_COUNTED + 1);

    private static final String DEAD = """
        SELECT count(*) AS count FROM (SELECT FROM task WHERE state = 'DEAD' ORDER BY id DESC LIMIT %d) d
        """.formatted(MAX_COUNTED + 1);

    private static final String OF_GROUP =
            "SELECT state, count(*) AS count FROM task WHERE group_id = $1 GROUP BY state";

    private static final String ROWS =
            "SELECT greatest(0, reltuples)::bigint AS count FROM pg_class WHERE oid = 'task'::regclass";

    private final Statements statements;

    TaskCounts(Statements statements) {
        this.statements = statements;
    }

    /** Of all tasks or of one type; of succeeded tasks beyond what is counted, PostgreSQL's estimate. */
    public Map<TaskState, Count> of(Optional<String> type) {
        var counts = type.map(name -> read(OF_TYPE, Tuple.of(name), MAX_COUNTED))
                .orElseGet(() -> read(OF_ALL, Tuple.tuple(), MAX_COUNTED));
        long counted = counts.values().stream().mapToLong(Count::count).sum();
        if (type.isEmpty() && counted > MAX_COUNTED) {
            long rows = statements.first(ROWS, Tuple.tuple()).orElseThrow().getLong("count");
            var succeeded = counts.get(TaskState.SUCCEEDED).count();
            var estimate = Math.max(succeeded, rows - (counted - succeeded));
            counts.put(TaskState.SUCCEEDED, new Count(estimate, true));
        }
        return counts;
    }

    /** Of the members of a group, all of them. */
    public Map<TaskState, Count> of(GroupId group) {
        return read(OF_GROUP, Tuple.of(group.value()), Long.MAX_VALUE);
    }

    /** Of all that are dead. */
    public Count dead() {
        return count(statements.first(DEAD, Tuple.tuple()).orElseThrow().getLong("count"), MAX_COUNTED);
    }

    private Map<TaskState, Count> read(String sql, Tuple parameters, long most) {
        var counts = new EnumMap<TaskState, Count>(TaskState.class);
        for (var state : TaskState.values()) {
            counts.put(state, new Count(0, false));
        }
        for (var row : statements.run(Statements.compact(sql), parameters)) {
            counts.put(TaskState.valueOf(row.getString("state")), count(row.getLong("count"), most));
        }
        return counts;
    }

    private static Count count(long found, long most) {
        return new Count(Math.min(found, most), found > most);
    }
}
