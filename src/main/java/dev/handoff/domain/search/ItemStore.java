package dev.handoff.domain.search;

import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Messages and atoms, and what they are cut into, in PostgreSQL. Every method is one statement and throws
 * {@link StoreUnavailable} when PostgreSQL doesn't answer.
 */
@ApplicationScoped
public class ItemStore {

    private final Statements statements;

    public ItemStore(Statements statements) {
        this.statements = statements;
    }

    /**
     * A message or an atom.
     *
     * @param id the caller's own
     * @param heading its author or its title
     * @param createdAt empty for now
     */
    public record Item(long id, Optional<String> heading, String content, Optional<Instant> createdAt) {}

    /**
     * Stores items under their ids and replaces those that are there. If a text has changed, its chunks are deleted and its
     * vectors no longer count.
     *
     * @param items no two of the same id
     * @return the ids of those that were new or have changed
     */
    public Set<Long> put(ItemKind kind, List<Item> items) {
        var columns = Tuple.tuple()
                .addArrayOfLong(items.stream().map(Item::id).toArray(Long[]::new))
                .addArrayOfString(
                        items.stream().map(item -> item.heading().orElse(null)).toArray(String[]::new))
                .addArrayOfString(items.stream().map(Item::content).toArray(String[]::new))
                .addArrayOfOffsetDateTime(items.stream()
                        .map(item -> item.createdAt()
                                .map(at -> at.atOffset(ZoneOffset.UTC))
                                .orElse(null))
                        .toArray(OffsetDateTime[]::new));
        return statements.run(ItemSql.of(kind).put(), columns).stream()
                .map(row -> row.getLong("id"))
                .collect(Collectors.toSet());
    }

    /** Texts by id; unknown ids are left out. {@code embeddedBy} is not filled. */
    public List<ItemText> texts(ItemKind kind, List<Long> ids) {
        var parameters = Tuple.tuple().addArrayOfLong(ids.toArray(Long[]::new));
        return statements.run(ItemSql.of(kind).texts(), parameters).stream()
                .map(ItemStore::text)
                .toList();
    }

    /**
     * Replaces an item's chunks.
     *
     * @param revision that they were cut from
     * @param chunks none for a text that is to be embedded as a whole
     * @return false if the item has another revision by now; nothing was stored then
     */
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
