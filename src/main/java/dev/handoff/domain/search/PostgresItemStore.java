package dev.handoff.domain.search;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link ItemStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
public class PostgresItemStore implements ItemStore {

    private final Statements statements;

    public PostgresItemStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Set<Long> put(ItemKind kind, List<NewItem> items) {
        var columns = Tuple.tuple()
                .addArrayOfLong(items.stream().map(NewItem::id).toArray(Long[]::new))
                .addArrayOfString(
                        items.stream().map(item -> item.heading().orElse(null)).toArray(String[]::new))
                .addArrayOfString(items.stream().map(NewItem::content).toArray(String[]::new))
                .addArrayOfOffsetDateTime(items.stream()
                        .map(item -> item.createdAt()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                        .toArray(OffsetDateTime[]::new));
        return statements.run(ItemSql.of(kind).put(), columns).stream()
                .map(row -> row.getLong("id"))
                .collect(Collectors.toSet());
    }

    @Override
    public List<ItemText> texts(ItemKind kind, List<Long> ids) {
        var parameters = Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new));
        return statements.run(ItemSql.of(kind).texts(), parameters).stream()
                .map(PostgresItemStore::text)
                .toList();
    }

    @Override
    public boolean cut(ItemKind kind, long id, long revision, List<String> chunks) {
        var parameters = Tuple.of(id, revision).addArrayOfString(chunks.toArray(String[]::new));
        return statements.first(ItemSql.of(kind).cut(), parameters).isPresent();
    }

    static ItemText text(Row row) {
        return new ItemText(
                row.getLong("id"),
                row.getString("text"),
                row.getLong("revision"),
                List.of(row.getArrayOfStrings("chunks")),
                Optional.ofNullable(row.getUUID("embedded_by")).map(TaskId::new));
    }
}
