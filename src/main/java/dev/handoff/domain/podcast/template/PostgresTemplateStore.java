package dev.handoff.domain.podcast.template;

import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link TemplateStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
public class PostgresTemplateStore implements TemplateStore {

    private final Statements statements;

    public PostgresTemplateStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Optional<TemplateRecord> find(String id) {
        return statements.first(TemplateSql.FIND, Tuple.of(id)).map(PostgresTemplateStore::template);
    }

    @Override
    public List<ListedTemplate> list(Optional<String> after, int limit) {
        return statements.run(TemplateSql.LIST, Tuple.of(after.orElse(""), limit)).stream()
                .map(row -> new ListedTemplate(
                        row.getString("id"),
                        Optional.ofNullable(row.getString("name")),
                        row.getLong("version"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("updated_at").toInstant()))
                .toList();
    }

    @Override
    public Optional<TemplateRecord> add(NewTemplate template) {
        return statements.first(TemplateSql.ADD, columns(template)).map(PostgresTemplateStore::template);
    }

    @Override
    public PutTemplate put(NewTemplate template) {
        var row = statements.first(TemplateSql.PUT, columns(template)).orElseThrow();
        return new PutTemplate(template(row), row.getBoolean("created"));
    }

    @Override
    public Optional<TemplateRecord> replace(NewTemplate template, Optional<Set<Long>> versions) {
        var parameters = columns(template).addArrayOfLong(array(versions));
        return statements.first(TemplateSql.REPLACE, parameters).map(PostgresTemplateStore::template);
    }

    @Override
    public boolean delete(String id, Optional<Set<Long>> versions) {
        var parameters = Tuple.of(id).addArrayOfLong(array(versions));
        return statements.first(TemplateSql.DELETE, parameters).isPresent();
    }

    private static Tuple columns(NewTemplate template) {
        return Tuple.of(template.id(), template.name().orElse(null), template.bodyJson());
    }

    /** Null for any version, as the statements have it. */
    private static Long[] array(Optional<Set<Long>> versions) {
        return versions.map(some -> some.toArray(Long[]::new)).orElse(null);
    }

    private static TemplateRecord template(Row row) {
        return new TemplateRecord(
                row.getString("id"),
                row.getString("body"),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
