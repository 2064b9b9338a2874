package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.kit.audit.AuditEntry;
import dev.handoff.kit.audit.AuditSql;
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
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Rules of scans by id, in PostgreSQL. Every method is one statement and throws {@link StoreUnavailable} when PostgreSQL
 * doesn't answer; whether the statement took effect is then unknown. A change adds its audit entry in the same statement. A
 * version is drawn while the row is locked, so that it grows.
 */
@ApplicationScoped
public class RuleStore {

    static final String FIND = "SELECT * FROM scan_rule WHERE id = $1";

    // The condition is what makes PostgreSQL read along the primary key.
    static final String ALL = "SELECT * FROM scan_rule WHERE id > '' ORDER BY id";

    static final String FINGERPRINT =
            "SELECT md5(coalesce(string_agg(version::text, ',' ORDER BY id), '')) AS it FROM scan_rule WHERE id > ''";

    static final String ADD = AuditSql.noted("""
            INSERT INTO scan_rule (id, kind, entries, version) VALUES ($1, $2, $3, nextval('scan_rule_version'))
            ON CONFLICT (id) DO NOTHING
            RETURNING *
            """, 4);

    // A row that was inserted has no xmax yet. One that was there before has been locked by this transaction.
    static final String PUT = AuditSql.noted("""
            INSERT INTO scan_rule (id, kind, entries, version) VALUES ($1, $2, $3, nextval('scan_rule_version'))
            ON CONFLICT (id) DO UPDATE
            SET kind = excluded.kind, entries = excluded.entries, version = nextval('scan_rule_version'),
                updated_at = now()
            RETURNING *, xmax = 0 AS created
            """, 4);

    static final String REPLACE = AuditSql.noted("""
            UPDATE scan_rule
            SET kind = $2, entries = $3, version = nextval('scan_rule_version'), updated_at = now()
            WHERE id = $1 AND ($4::int8[] IS NULL OR version = ANY($4))
            RETURNING *
            """, 5);

    static final String DELETE = AuditSql.noted("""
            DELETE FROM scan_rule WHERE id = $1 AND ($2::int8[] IS NULL OR version = ANY($2)) RETURNING id
            """, 3);

    private final Statements statements;

    public RuleStore(Statements statements) {
        this.statements = statements;
    }

    public Optional<Versioned<Rule>> find(String id) {
        return statements.first(FIND, Tuple.of(id)).map(RuleStore::rule);
    }

    /** All of them, in the order of their ids. */
    public List<Versioned<Rule>> all() {
        return statements.run(ALL, Tuple.tuple()).stream().map(RuleStore::rule).toList();
    }

    /** A text that is another one for every other set of rules and versions. */
    public String fingerprint() {
        return statements.first(FINGERPRINT, Tuple.tuple()).orElseThrow().getString("it");
    }

    /** @return empty if the condition isn't met; nothing was stored then */
    public Optional<Versioned.Put<Rule>> put(Rule rule, PutCondition condition, AuditEntry audit) {
        var columns = Tuple.of(rule.ruleId(), rule.kind().name())
                .addArrayOfString(rule.entries().toArray(String[]::new));
        return switch (condition) {
            case Always() ->
                statements
                        .first(PUT, audit.addTo(columns))
                        .map(row -> new Versioned.Put<>(rule(row), row.getBoolean("created")));
            case IfAbsent() ->
                statements.first(ADD, audit.addTo(columns)).map(row -> new Versioned.Put<>(rule(row), true));
            case IfVersion(var versions) ->
                statements
                        .first(REPLACE, audit.addTo(columns.addArrayOfLong(IfVersion.parameter(versions))))
                        .map(row -> new Versioned.Put<>(rule(row), false));
        };
    }

    /**
     * @param versions those that may be deleted; empty for any
     * @return false if there is none of this id, or it has another version; nothing was deleted then
     */
    public boolean delete(String id, Optional<Set<Long>> versions, AuditEntry audit) {
        var parameters = Tuple.of(id).addArrayOfLong(IfVersion.parameter(versions));
        return statements.first(DELETE, audit.addTo(parameters)).isPresent();
    }

    private static Versioned<Rule> rule(Row row) {
        var rule = new Rule(
                row.getString("id"), Kind.valueOf(row.getString("kind")), List.of(row.getArrayOfStrings("entries")));
        return Versioned.of(rule, row);
    }
}
