package dev.handoff.domain.monitoring.rule;

import java.util.List;

/** A rule that breaks the rules for rules. Nothing was stored. */
public final class InvalidRule extends RuntimeException {

    private final transient List<Violation> violations;

    /**
     * What is wrong.
     *
     * @param field a JSON Pointer into the rule
     * @param message what is wrong with which value, and the remedy
     */
    public record Violation(String field, String message) {}

    /** @param violations at least one */
    InvalidRule(List<Violation> violations) {
        super("the rule is not valid: " + violations.getFirst().field() + " "
                + violations.getFirst().message());
        this.violations = List.copyOf(violations);
    }

    static InvalidRule of(String field, String message) {
        return new InvalidRule(List.of(new Violation(field, message)));
    }

    /** Never empty. */
    public List<Violation> violations() {
        return violations;
    }
}
