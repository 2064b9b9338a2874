package dev.handoff.domain.monitoring;

import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Scans, their batches and the messages that were flagged, in PostgreSQL. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer; repeating one does no harm.
 */
@ApplicationScoped
public class ScanStore {

    // The scan's row is locked first, so that no batch slips in while the scan is being finished.
    static final String ADD = Statements.compact("""
            WITH unfinished AS (
                INSERT INTO scan (id, community_server_id) VALUES ($1, $2)
                ON CONFLICT (id) DO UPDATE SET updated_at = now()
                WHERE scan.finished_at IS NULL AND scan.community_server_id = excluded.community_server_id
                RETURNING id
            ), added AS (
                INSERT INTO scan_batch (scan_id, batch_number, digest, messages, failed)
                SELECT id, $3, $4, $5, $6 FROM unfinished
                ON CONFLICT (scan_id, batch_number) DO NOTHING
                RETURNING scan_id, batch_number
            ), flagged AS (
                INSERT INTO scan_flag (scan_id, batch_number, message_id, author_id, reason, score, entry)
                SELECT a.scan_id, a.batch_number, f.*
                FROM added a CROSS JOIN unnest($7::text[], $8::text[], $9::text[], $10::float8[], $11::text[]) AS f
                ON CONFLICT (scan_id, message_id, reason) DO NOTHING
            )
            SELECT batch_number FROM added
            """);

    static final String DIGEST = "SELECT digest FROM scan_batch WHERE scan_id = $1 AND batch_number = $2";

    static final String TRANSMITTED = """
            INSERT INTO scan (id, community_server_id, transmitted_messages) VALUES ($1, $2, $3)
            ON CONFLICT (id) DO UPDATE SET transmitted_messages = excluded.transmitted_messages, updated_at = now()
            WHERE scan.finished_at IS NULL AND scan.community_server_id = excluded.community_server_id
                AND coalesce(scan.transmitted_messages, excluded.transmitted_messages) = excluded.transmitted_messages
            RETURNING id
            """;

    // The sum comes last: without a known total, each batch of a scan would add up all others for nothing.
    private static final String COMPLETE = """
            id = $1 AND finished_at IS NULL AND transmitted_messages IS NOT NULL
                AND transmitted_messages <= (SELECT coalesce(sum(messages), 0) FROM scan_batch WHERE scan_id = $1)
            """;

    static final String IS_COMPLETE = "SELECT id FROM scan WHERE " + COMPLETE;

    static final String FINISH = "UPDATE scan SET finished_at = now(), updated_at = now(), finished_by = $2 WHERE "
            + COMPLETE + " RETURNING id";

    static final String FIND = """
            SELECT s.*, b.*, f.*
            FROM scan s
            CROSS JOIN LATERAL (
                SELECT count(*) AS batches, coalesce(sum(messages), 0) AS processed, coalesce(sum(failed), 0) AS failed
                FROM scan_batch WHERE scan_id = s.id) b
            CROSS JOIN LATERAL (
                SELECT count(DISTINCT message_id) AS flagged FROM scan_flag WHERE scan_id = s.id) f
            WHERE s.id = $1
            """;

    static final String REASONS =
            "SELECT reason, count(*) AS messages FROM scan_flag WHERE scan_id = $1 GROUP BY reason ORDER BY reason";

    static final String FLAGS = """
            SELECT * FROM scan_flag WHERE scan_id = $1 AND (message_id, reason) > ($2, $3)
            ORDER BY message_id, reason LIMIT $4
            """;

    // A scan that a batch is being added to is locked, and left alone.
    static final String PRUNE = """
            WITH old AS (
                SELECT id FROM scan WHERE updated_at < $1 ORDER BY updated_at LIMIT $2 FOR UPDATE SKIP LOCKED
            ), flags AS (
                DELETE FROM scan_flag WHERE scan_id = ANY (ARRAY(SELECT id FROM old))
            ), batches AS (
                DELETE FROM scan_batch WHERE scan_id = ANY (ARRAY(SELECT id FROM old))
            )
            DELETE FROM scan WHERE id = ANY (ARRAY(SELECT id FROM old)) RETURNING id
            """;

    private final Statements statements;

    public ScanStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * How a scan stands.
     *
     * @param transmittedMessages how many were sent in all; empty until the sender has said so
     * @param flaggedMessages those with at least one reason
     * @param failedMessages those that could not be checked completely
     * @param finishedBy the task that has finished it
     */
    public record Scan(
            String id,
            String communityServer,
            Optional<Long> transmittedMessages,
            long batches,
            long processedMessages,
            long flaggedMessages,
            long failedMessages,
            Instant createdAt,
            Instant updatedAt,
            Optional<Instant> finishedAt,
            Optional<TaskId> finishedBy) {}

    /**
     * A batch of a scan that has been processed.
     *
     * @param digest of its messages; every other batch has another one
     * @param messages how many it has
     * @param failed how many of them could not be checked completely
     */
    public record Batch(
            String scan, String communityServer, int batchNumber, String digest, int messages, int failed) {}

    /**
     * Stores a batch with its flags, and its scan if that is new.
     *
     * @return false if nothing was stored: the number is taken, the scan is finished, or it belongs to another community
     */
    public boolean add(Batch batch, List<Flag> flags) {
        var parameters = Tuple.of(batch.scan(), batch.communityServer(), batch.batchNumber(), batch.digest())
                .addInteger(batch.messages())
                .addInteger(batch.failed())
                .addArrayOfString(texts(flags, Flag::messageId))
                .addArrayOfString(texts(flags, Flag::authorId))
                .addArrayOfString(texts(flags, Flag::reason))
                .addArrayOfDouble(flags.stream().map(Flag::score).toArray(Double[]::new))
                .addArrayOfString(texts(flags, flag -> flag.entry().orElse(null)));
        return statements.first(ADD, parameters).isPresent();
    }

    private static String[] texts(List<Flag> flags, Function<Flag, String> text) {
        return flags.stream().map(text).toArray(String[]::new);
    }

    /** The digest of a batch's messages; empty if there is no such batch. */
    public Optional<String> digest(String scan, int batchNumber) {
        return statements.first(DIGEST, Tuple.of(scan, batchNumber)).map(row -> row.getString("digest"));
    }

    /**
     * Stores how many messages were sent in all, and the scan if that is new.
     *
     * @return false if nothing was stored: the scan is finished, belongs to another community, or has another number
     */
    public boolean transmitted(String scan, String communityServer, long messages) {
        return statements
                .first(TRANSMITTED, Tuple.of(scan, communityServer, messages))
                .isPresent();
    }

    /** Whether a scan is unfinished and all its messages were sent and processed, by what is committed now. */
    public boolean isComplete(String scan) {
        return statements.first(IS_COMPLETE, Tuple.of(scan)).isPresent();
    }

    /**
     * Finishes a scan that is complete.
     *
     * @param by the task that finishes it; of any number of tasks, one does
     * @return false if it is finished already, is not complete, or doesn't exist
     */
    public boolean finish(String scan, TaskId by) {
        return statements.first(FINISH, Tuple.of(scan, by.value())).isPresent();
    }

    /**
     * Deletes scans that have not changed since a moment, with their batches and flags.
     *
     * @param most how many
     * @return how many were deleted
     */
    int prune(Instant before, int most) {
        return statements
                .run(PRUNE, Tuple.of(before.atOffset(ZoneOffset.UTC), most))
                .size();
    }

    public Optional<Scan> find(String scan) {
        return statements.first(FIND, Tuple.of(scan)).map(ScanStore::scan);
    }

    private static Scan scan(Row row) {
        return new Scan(
                row.getString("id"),
                row.getString("community_server_id"),
                Optional.ofNullable(row.getLong("transmitted_messages")),
                row.getLong("batches"),
                row.getLong("processed"),
                row.getLong("flagged"),
                row.getLong("failed"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant(),
                Optional.ofNullable(row.getOffsetDateTime("finished_at")).map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getUUID("finished_by")).map(TaskId::new));
    }

    /** How many messages were flagged for each reason, in the order of the reasons. */
    public Map<String, Long> reasons(String scan) {
        var reasons = new LinkedHashMap<String, Long>();
        statements
                .run(REASONS, Tuple.of(scan))
                .forEach(row -> reasons.put(row.getString("reason"), row.getLong("messages")));
        return reasons;
    }

    /**
     * Flags in the order of messages and reasons.
     *
     * @param after the last flag of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Flag> flags(String scan, Optional<Flag.Place> after, int limit) {
        var from = after.orElse(new Flag.Place("", ""));
        return statements.run(FLAGS, Tuple.of(scan, from.messageId(), from.reason(), limit)).stream()
                .map(row -> new Flag(
                        row.getString("message_id"),
                        row.getString("author_id"),
                        row.getString("reason"),
                        row.getDouble("score"),
                        Optional.ofNullable(row.getString("entry"))))
                .toList();
    }
}
