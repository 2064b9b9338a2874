package dev.handoff.domain.monitoring;

import dev.handoff.kit.database.Statements;

/** The statements of {@link PostgresScanStore}. */
public final class ScanSql {

    private ScanSql() {}

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

    // No sum before it can matter: a scan of many batches would add them all up after every one.
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
}
