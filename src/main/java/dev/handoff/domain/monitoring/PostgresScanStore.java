package dev.handoff.domain.monitoring;

import dev.handoff.domain.monitoring.rule.Flag;
import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@link ScanStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
class PostgresScanStore implements ScanStore {

    private final Statements statements;

    PostgresScanStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public boolean add(NewBatch batch, List<Flag> flags) {
        var parameters = Tuple.of(batch.scan(), batch.communityServer(), batch.batchNumber(), batch.digest())
                .addInteger(batch.messages())
                .addInteger(batch.failed())
                .addArrayOfString(texts(flags, Flag::messageId))
                .addArrayOfString(texts(flags, Flag::authorId))
                .addArrayOfString(texts(flags, Flag::reason))
                .addArrayOfDouble(flags.stream().map(Flag::score).toArray(Double[]::new))
                .addArrayOfString(texts(flags, flag -> flag.entry().orElse(null)));
        return statements.first(ScanSql.ADD, parameters).isPresent();
    }

    private static String[] texts(List<Flag> flags, Function<Flag, String> text) {
        return flags.stream().map(text).toArray(String[]::new);
    }

    @Override
    public Optional<String> digest(String scan, int batchNumber) {
        return statements.first(ScanSql.DIGEST, Tuple.of(scan, batchNumber)).map(row -> row.getString("digest"));
    }

    @Override
    public boolean transmitted(String scan, String communityServer, long messages) {
        return statements
                .first(ScanSql.TRANSMITTED, Tuple.of(scan, communityServer, messages))
                .isPresent();
    }

    @Override
    public boolean isComplete(String scan) {
        return statements.first(ScanSql.IS_COMPLETE, Tuple.of(scan)).isPresent();
    }

    @Override
    public boolean finish(String scan, TaskId by) {
        return statements.first(ScanSql.FINISH, Tuple.of(scan, by.value())).isPresent();
    }

    @Override
    public Optional<ScanRecord> find(String scan) {
        return statements.first(ScanSql.FIND, Tuple.of(scan)).map(PostgresScanStore::scan);
    }

    private static ScanRecord scan(Row row) {
        return new ScanRecord(
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

    @Override
    public Map<String, Long> reasons(String scan) {
        var reasons = new LinkedHashMap<String, Long>();
        statements
                .run(ScanSql.REASONS, Tuple.of(scan))
                .forEach(row -> reasons.put(row.getString("reason"), row.getLong("messages")));
        return reasons;
    }

    @Override
    public List<Flag> flags(String scan, Optional<Flag.Place> after, int limit) {
        var from = after.orElse(new Flag.Place("", ""));
        return statements.run(ScanSql.FLAGS, Tuple.of(scan, from.messageId(), from.reason(), limit)).stream()
                .map(row -> new Flag(
                        row.getString("message_id"),
                        row.getString("author_id"),
                        row.getString("reason"),
                        row.getDouble("score"),
                        Optional.ofNullable(row.getString("entry"))))
                .toList();
    }
}
