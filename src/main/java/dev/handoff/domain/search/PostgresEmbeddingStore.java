package dev.handoff.domain.search;

import dev.handoff.kit.database.Statements;
import dev.handoff.task.TaskId;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@link EmbeddingStore} in PostgreSQL. Uses pgvector's index, if there is one. */
@ApplicationScoped
public class PostgresEmbeddingStore implements EmbeddingStore {

    private final Statements statements;

    public PostgresEmbeddingStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Set<Long> claim(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task, Duration lease) {
        var parameters = parameters(ids, maker).addUUID(task.value()).addLong(lease.toMillis());
        return statements.run(ItemSql.of(kind).claim(), parameters).stream()
                .map(row -> row.getLong("item_id"))
                .collect(Collectors.toSet());
    }

    @Override
    public List<ItemText> texts(ItemKind kind, Collection<Long> ids, Maker maker) {
        return statements.run(ItemSql.of(kind).textsFor(), parameters(ids, maker)).stream()
                .map(ItemStore::text)
                .toList();
    }

    @Override
    public boolean save(ItemKind kind, ItemText item, Maker maker, TaskId task, List<float[]> vectors) {
        var parameters = Tuple.of(item.id(), maker.provider(), maker.model())
                .addUUID(task.value())
                .addLong(item.revision())
                .addInteger(item.chunks().isEmpty() ? 0 : 1)
                .addInteger(vectors.getFirst().length)
                .addArrayOfFloat(boxed(vectors));
        return statements.first(ItemSql.of(kind).save(), parameters).isPresent();
    }

    @Override
    public void release(ItemKind kind, Collection<Long> ids, Maker maker, TaskId task) {
        statements.run(
                EmbeddingSql.RELEASE,
                parameters(ids, maker).addUUID(task.value()).addString(kind.word()));
    }

    @Override
    public List<Neighbour> nearest(float[] vector, Maker maker, Optional<ItemKind> kind, int most) {
        var parameters = Tuple.tuple()
                .addArrayOfFloat(boxed(List.of(vector)))
                .addString(maker.provider())
                .addString(maker.model())
                .addString(kind.map(ItemKind::word).orElse(null))
                .addInteger(most);
        return statements.run(nearest(vector.length), parameters).stream()
                .map(PostgresEmbeddingStore::neighbour)
                .toList();
    }

    /** Looks for the index each time, because pgvector may have been installed meanwhile. */
    private String nearest(int dimensions) {
        var index = Tuple.of("embedding_near_" + dimensions);
        return statements.first(EmbeddingSql.INDEX, index).orElseThrow().getBoolean("made")
                ? EmbeddingSql.nearestByIndex(dimensions)
                : EmbeddingSql.NEAREST_OF_ALL;
    }

    private static Tuple parameters(Collection<Long> ids, Maker maker) {
        return Tuple.tuple()
                .addArrayOfLong(ids.toArray(Long[]::new))
                .addString(maker.provider())
                .addString(maker.model());
    }

    private static Float[] boxed(List<float[]> vectors) {
        int dimensions = vectors.getFirst().length;
        var all = new Float[vectors.size() * dimensions];
        for (int i = 0; i < all.length; i++) {
            all[i] = vectors.get(i / dimensions)[i % dimensions];
        }
        return all;
    }

    private static Neighbour neighbour(Row row) {
        return new Neighbour(
                ItemKind.of(row.getString("kind")),
                row.getLong("item_id"),
                Optional.ofNullable(row.getString("heading")),
                row.getString("text"),
                row.getDouble("score"),
                row.getOffsetDateTime("created_at").toInstant());
    }
}
