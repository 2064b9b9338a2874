package dev.handoff.event;

import java.util.List;

/** An event whose data break the rules of its topic. Nothing was stored. */
public final class InvalidEvent extends RuntimeException {

    private final transient List<Violation> violations;

    /**
     * One broken rule.
     *
     * @param field where: a JSON Pointer, empty for the data as a whole
     * @param message what is wrong with which value, and the remedy
     */
    public record Violation(String field, String message) {}

    public InvalidEvent(String message, List<Violation> violations) {
        super(message);
        this.violations = List.copyOf(violations);
    }

    /** The broken rule of a single field, whose pointer starts with a slash. */
    public static InvalidEvent of(String field, String message) {
        return new InvalidEvent(field + ": " + message, List.of(new Violation(field, message)));
    }

    /** Never empty. */
    public List<Violation> violations() {
        return violations;
    }

    /** The same, seen from further out: every field is preceded by this pointer. */
    public InvalidEvent within(String pointer) {
        return new InvalidEvent(
                getMessage(),
                violations.stream()
                        .map(it -> new Violation(pointer + it.field(), it.message()))
                        .toList());
    }
}
