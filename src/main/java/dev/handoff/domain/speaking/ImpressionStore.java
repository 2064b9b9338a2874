package dev.handoff.domain.speaking;

import dev.handoff.kit.database.Columns;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts of what happened to resources, in PostgreSQL. Every method is one statement and throws {@link StoreUnavailable} when
 * PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class ImpressionStore {

    // In the order of the key, so that two batches don't wait for each other.
    static final String ADD = """
            WITH fresh AS (
                INSERT INTO impression_batch (id) VALUES ($1) ON CONFLICT (id) DO NOTHING RETURNING id
            )
            INSERT INTO impression AS i (resource_id, kind, count)
            SELECT n.resource_id, n.kind, n.count
            FROM fresh, unnest($2::text[], $3::text[], $4::int8[]) AS n(resource_id, kind, count)
            ORDER BY n.resource_id, n.kind
            ON CONFLICT (resource_id, kind) DO UPDATE SET count = i.count + excluded.count
            """;

    static final String OF = "SELECT kind, count FROM impression WHERE resource_id = $1 ORDER BY kind";

    // Longer than any task runs, and than Redis may fall back to an older state.
    static final String FORGET = "DELETE FROM impression_batch WHERE added_at < now() - interval '7 days'";

    private final Statements statements;

    public ImpressionStore(Statements statements) {
        this.statements = statements;
    }

    /** How often something happened to a resource, since the batch before. */
    public record Count(String resource, String kind, long count) {}

    /**
     * Adds a batch of counts, once: another call with the same id changes nothing.
     *
     * @param counts no two of the same resource and kind
     */
    public void add(String batch, List<Count> counts) {
        var columns = new Columns<>(counts, Tuple.of(batch))
                .texts(Count::resource)
                .texts(Count::kind)
                .longs(Count::count);
        statements.run(ADD, columns.tuple());
    }

    /** Forgets which batches were added more than a week ago; another one with such an id would be added again. */
    void forget() {
        statements.run(FORGET, Tuple.tuple());
    }

    /** Counts by kind. */
    public Map<String, Long> of(String resource) {
        var counts = new TreeMap<String, Long>();
        statements.run(OF, Tuple.of(resource)).forEach(row -> counts.put(row.getString("kind"), row.getLong("count")));
        return counts;
    }
}
