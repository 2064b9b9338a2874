package dev.handoff.domain.monitoring.rule;

import dev.handoff.domain.monitoring.audit.AuditEntry;
import dev.handoff.kit.database.Statements;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@link RuleStore} in PostgreSQL, by the reactive client. */
@ApplicationScoped
public class PostgresRuleStore implements RuleStore {

    private final Statements statements;

    public PostgresRuleStore(Statements statements) {
        this.statements = statements;
    }

    @Override
    public Optional<RuleRecord> find(String id) {
        return statements.first(RuleSql.FIND, Tuple.of(id)).map(PostgresRuleStore::rule);
    }

    @Override
    public List<RuleRecord> all() {
        return statements.run(RuleSql.ALL, Tuple.tuple()).stream()
                .map(PostgresRuleStore::rule)
                .toList();
    }

    @Override
    public String fingerprint() {
        return statements
                .first(RuleSql.FINGERPRINT, Tuple.tuple())
                .orElseThrow()
                .getString("it");
    }

    @Override
    public Optional<RuleRecord> add(NewRule rule, AuditEntry audit) {
        return statements.first(RuleSql.ADD, audit.addTo(columns(rule))).map(PostgresRuleStore::rule);
    }

    @Override
    public PutRule put(NewRule rule, AuditEntry audit) {
        var row = statements.first(RuleSql.PUT, audit.addTo(columns(rule))).orElseThrow();
        return new PutRule(rule(row), row.getBoolean("created"));
    }

    @Override
    public Optional<RuleRecord> replace(NewRule rule, Optional<Set<Long>> versions, AuditEntry audit) {
        var parameters = audit.addTo(columns(rule).addArrayOfLong(array(versions)));
        return statements.first(RuleSql.REPLACE, parameters).map(PostgresRuleStore::rule);
    }

    @Override
    public boolean delete(String id, Optional<Set<Long>> versions, AuditEntry audit) {
        var parameters = audit.addTo(Tuple.of(id).addArrayOfLong(array(versions)));
        return statements.first(RuleSql.DELETE, parameters).isPresent();
    }

    private static Tuple columns(NewRule rule) {
        return Tuple.of(rule.id(), rule.kind()).addArrayOfString(rule.entries().toArray(String[]::new));
    }

    /** Null for any version, as the statements have it. */
    private static Long[] array(Optional<Set<Long>> versions) {
        return versions.map(some -> some.toArray(Long[]::new)).orElse(null);
    }

    private static RuleRecord rule(Row row) {
        return new RuleRecord(
                row.getString("id"),
                row.getString("kind"),
                List.of(row.getArrayOfStrings("entries")),
                row.getLong("version"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }
}
