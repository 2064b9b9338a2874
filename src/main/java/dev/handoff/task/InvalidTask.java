package dev.handoff.task;

import java.util.List;

/** A submission that can never work. Nothing was stored. */
public final class InvalidTask extends RuntimeException {

    private final transient List<Violation> violations;

    /**
     * One broken rule.
     *
     * @param field where: a JSON Pointer into the input, empty for the input as a whole
     * @param message what is wrong with which value, and the remedy
     */
    public record Violation(String field, String message) {}

    public InvalidTask(String message, List<Violation> violations) {
        super(message);
        this.violations = List.copyOf(violations);
    }

    /** The broken rule of a single field, whose pointer starts with a slash. */
    public static InvalidTask of(String field, String message) {
        return new InvalidTask(field + ": " + message, List.of(new Violation(field, message)));
    }

    /** Never empty. */
    public List<Violation> violations() {
        return violations;
    }

    /** The same, seen from further out: every field is preceded by this pointer. */
    public InvalidTask within(String pointer) {
        return new InvalidTask(
                getMessage(),
                violations.stream()
                        .map(it -> new Violation(pointer + it.field(), it.message()))
                        .toList());
    }
}
