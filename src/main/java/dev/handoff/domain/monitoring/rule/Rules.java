package dev.handoff.domain.monitoring.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.handoff.domain.monitoring.rule.Rule.Kind;
import dev.handoff.kit.audit.AuditEntry;
import dev.handoff.kit.database.PutCondition;
import dev.handoff.kit.database.Versioned;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Invalid;
import dev.handoff.task.Violation;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * Reads, checks and keeps rules. Methods that use the store block the virtual thread that calls them, and throw
 * {@link dev.handoff.kit.database.StoreUnavailable} when PostgreSQL doesn't answer.
 */
@Singleton
public class Rules {

    /** All of them are compared with every message. */
    public static final int MAX_RULES = 100;

    /** In all rules. The vector of each takes about 1.5 kB. */
    static final int MAX_CLAIMS = 10_000;

    /** In all rules. */
    static final int MAX_PATTERNS = 100;

    /** Of all rules. A message of 4000 characters takes some seconds at worst, in its three forms. */
    static final int MAX_INSTRUCTIONS = 50_000;

    private static final Pattern ID = Pattern.compile(Rule.ID);

    private static final String ID_FIELD = "rule_id";

    private final RuleStore store;
    private final ObjectMapper json;
    private final RecordSchema schema;
    private final Similarity similarity;

    /** The set that was read last, with its fingerprint. */
    private volatile Cached cached = new Cached("", new Ruleset(List.of()));

    private record Cached(String fingerprint, Ruleset rules) {}

    public Rules(RuleStore store, ObjectMapper json, Similarity similarity) {
        this.store = store;
        this.similarity = similarity;
        this.json = json;
        this.schema = RecordSchema.of(Rule.class, json);
    }

    /** The JSON Schema (draft 2020-12) of a rule. */
    public JsonNode schema() {
        return schema.asJson();
    }

    /**
     * Reads a rule from JSON that is to be stored under an id. The JSON may repeat the id or leave it out.
     *
     * @throws Invalid that names every rule of the schema that is broken; if there is none, every other one
     */
    public Rule read(JsonNode body, String id) {
        var whole = body instanceof ObjectNode fields && !fields.hasNonNull(ID_FIELD)
                ? fields.deepCopy().put(ID_FIELD, id)
                : body;
        var violations = schema.violations(whole);
        if (!violations.isEmpty()) {
            throw invalid(violations);
        }
        var rule = parse(whole);
        if (!rule.ruleId().equals(id)) {
            throw invalid("/" + ID_FIELD, "must be " + id + " as in the path, or be left out, was " + rule.ruleId());
        }
        Matcher.of(rule);
        similarity.check(rule);
        return rule;
    }

    /** @param violations at least one, with pointers into the rule */
    static Invalid invalid(List<Violation> violations) {
        return Invalid.of("rule", "the rule is not valid", violations);
    }

    private static Invalid invalid(String field, String message) {
        return invalid(List.of(new Violation(field, message)));
    }

    private Rule parse(JsonNode body) {
        try {
            return json.treeToValue(body, Rule.class);
        } catch (JsonProcessingException unreadable) {
            throw invalid(JsonFault.pointer(unreadable), JsonFault.reason(unreadable));
        }
    }

    /** @param id of any form */
    public Optional<Versioned<Rule>> find(String id) {
        return ID.matcher(id).matches() ? store.find(id) : Optional.empty();
    }

    /** At most {@value #MAX_RULES}, in the order of their ids. */
    public List<Versioned<Rule>> all() {
        return store.all();
    }

    /** The current set. It is read again only when it has changed. */
    public Ruleset current() {
        var fingerprint = store.fingerprint();
        var latest = cached;
        if (!latest.fingerprint().equals(fingerprint)) {
            latest = new Cached(
                    fingerprint,
                    Ruleset.ofStored(
                            store.all().stream().map(Versioned::document).toList(), latest.rules()));
            cached = latest;
        }
        return latest.rules();
    }

    /**
     * Stores a rule.
     *
     * @param actor who does it, for the audit
     * @return empty if the condition isn't met; nothing was stored then
     * @throws Invalid if there would be too much to compare
     */
    public Optional<Versioned.Put<Rule>> put(Rule rule, PutCondition condition, String actor) {
        refuseTooMuch(rule);
        return store.put(rule, condition, audit("put", rule.ruleId(), actor));
    }

    /**
     * Deletes a rule.
     *
     * @param versions those that may be deleted; empty for any
     * @param actor who does it, for the audit
     * @return false if there is none of this id, or it has another version; nothing was deleted then
     */
    public boolean delete(String id, Optional<Set<Long>> versions, String actor) {
        return ID.matcher(id).matches() && store.delete(id, versions, audit("delete", id, actor));
    }

    // Two concurrent puts may exceed a limit by one rule, which does no harm.
    private void refuseTooMuch(Rule rule) {
        var others = store.all().stream()
                .map(Versioned::document)
                .filter(other -> !other.ruleId().equals(rule.ruleId()))
                .toList();
        if (others.size() >= MAX_RULES) {
            throw invalid("", "is one too many: there are " + others.size() + "; add to one of them");
        }
        refuseTooMany(Kind.CLAIMS, MAX_CLAIMS, rule, others);
        refuseTooMany(Kind.PATTERNS, MAX_PATTERNS, rule, others);
        refuseTooSlow(rule, others);
    }

    private static void refuseTooSlow(Rule rule, List<Rule> others) {
        long cost = instructions(rule);
        long there = others.stream().mapToLong(Rules::instructions).sum();
        if (cost > 0 && there + cost > MAX_INSTRUCTIONS) {
            throw invalid(
                    "/entries",
                    "must take at most " + Math.max(0, MAX_INSTRUCTIONS - there)
                            + " instructions beside the patterns of other rules, takes " + cost
                            + "; repeat less in the patterns, or have fewer of them");
        }
    }

    private static long instructions(Rule rule) {
        return rule.kind() == Kind.PATTERNS
                ? rule.entries().stream().mapToLong(Rules::instructions).sum()
                : 0;
    }

    private static long instructions(String pattern) {
        try {
            return Expressions.compile(pattern).programSize();
        } catch (IllegalArgumentException storedLongAgo) {
            // It would be refused today, and matches nothing.
            return 0;
        }
    }

    private static void refuseTooMany(Kind kind, int most, Rule rule, List<Rule> others) {
        long there = others.stream()
                .filter(other -> other.kind() == kind)
                .mapToLong(other -> other.entries().size())
                .sum();
        if (rule.kind() == kind && there + rule.entries().size() > most) {
            throw invalid(
                    "/entries",
                    "must have at most " + (most - there) + " entries beside those of other rules of this kind, has "
                            + rule.entries().size());
        }
    }

    private static AuditEntry audit(String change, String id, String actor) {
        return new AuditEntry(UUID.randomUUID(), Instant.now(), actor, "scan_rule." + change, "scan_rule", id, "{}");
    }
}
