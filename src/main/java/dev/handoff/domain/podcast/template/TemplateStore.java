package dev.handoff.domain.podcast.template;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.PutCondition.Always;
import dev.handoff.kit.database.PutCondition.IfAbsent;
import dev.handoff.kit.database.PutCondition.IfVersion;
import dev.handoff.kit.database.Statements;
import dev.handoff.kit.database.StoreUnavailable;
import dev.handoff.kit.database.Versioned;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Templates by id, in PostgreSQL. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL doesn't
 * answer; whether the statement took effect is then unknown. A version is drawn while the row is locked, so that it grows.
 */
@ApplicationScoped
public class TemplateStore {

    static final String FIND = "SELECT * FROM template WHERE id = $1";

    static final String LIST =
            "SELECT id, name, version, created_at, updated_at FROM template WHERE id > $1 ORDER BY id LIMIT $2";

    static final String ADD = """
            INSERT INTO template (id, name, body, version) VALUES ($1, $2, $3, nextval('template_version'))
            ON CONFLICT (id) DO NOTHING
            RETURNING *
            """;

    // A row that was inserted has no xmax yet. One that was there before has been locked by this transaction.
    static final String PUT = """
            INSERT INTO template (id, name, body, version) VALUES ($1, $2, $3, nextval('template_version'))
            ON CONFLICT (id) DO UPDATE
            SET name = excluded.name, body = excluded.body, version = nextval('template_version'),
                updated_at = greatest(now(), template.created_at)
            RETURNING *, xmax = 0 AS created
            """;

    static final String REPLACE = """
            UPDATE template
            SET name = $2, body = $3, version = nextval('template_version'), updated_at = greatest(now(), created_at)
            WHERE id = $1 AND ($4::int8[] IS NULL OR version = ANY($4))
            RETURNING *
            """;

    static final String DELETE = """
            DELETE FROM template WHERE id = $1 AND ($2::int8[] IS NULL OR version = ANY($2)) RETURNING id
            """;

    private final Statements statements;
    private final ObjectMapper json;

    public TemplateStore(Statements statements, ObjectMapper json) {
        this.statements = statements;
        this.json = json;
    }

    /** A template in a list. */
    public record Listed(String id, Optional<String> name, long version, Instant createdAt, Instant updatedAt) {}

    public Optional<Versioned<Template>> find(String id) {
        return statements.first(FIND, Tuple.of(id)).map(this::template);
    }

    /**
     * In the order of the ids.
     *
     * @param after the last id of the page before; empty for the first page
     * @param limit from 1 to 1000
     */
    public List<Listed> list(Optional<String> after, int limit) {
        return statements.run(LIST, Tuple.of(after.orElse(""), limit)).stream()
                .map(row -> new Listed(
                        row.getString("id"),
                        Optional.ofNullable(row.getString("name")),
                        row.getLong("version"),
                        row.getOffsetDateTime("created_at").toInstant(),
                        row.getOffsetDateTime("updated_at").toInstant()))
                .toList();
    }

    /** @return empty if the condition isn't met; nothing was stored then */
    public Optional<Versioned.Put<Template>> put(Template template, PutCondition condition) {
        var columns = Tuple.of(template.templateId(), template.name(), body(template));
        return switch (condition) {
            case Always() ->
                statements
                        .first(PUT, columns)
                        .map(row -> new Versioned.Put<>(template(row), row.getBoolean("created")));
            case IfAbsent() -> statements.first(ADD, columns).map(row -> new Versioned.Put<>(template(row), true));
            case IfVersion(var versions) ->
                statements
                        .first(REPLACE, columns.addArrayOfLong(IfVersion.parameter(versions)))
                        .map(row -> new Versioned.Put<>(template(row), false));
        };
    }

    /**
     * @param versions those that may be deleted; empty for any
     * @return false if there is none of this id, or it has another version; nothing was deleted then
     */
    public boolean delete(String id, Optional<Set<Long>> versions) {
        var parameters = Tuple.of(id).addArrayOfLong(IfVersion.parameter(versions));
        return statements.first(DELETE, parameters).isPresent();
    }

    private String body(Template template) {
        try {
            return json.writeValueAsString(template);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a template must be JSON", impossible);
        }
    }

    private Versioned<Template> template(Row row) {
        try {
            return Versioned.of(json.readValue(row.getString("body"), Template.class), row);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException(
                    "the stored template " + row.getString("id") + " can't be read", unreadable);
        }
    }
}
