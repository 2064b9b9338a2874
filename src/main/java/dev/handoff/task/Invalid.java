package dev.handoff.task;

import java.util.List;
import java.util.function.UnaryOperator;

/** Something that breaks rules and can never work as it is: the caller has to change it. Nothing was stored. */
public final class Invalid extends Refusal {

    private final transient List<Violation> violations;

    /**
     * For a message of its own.
     *
     * @param what breaks the rules: a word for programs and people, such as {@code task}
     * @param violations at least one
     */
    public Invalid(String what, String message, List<Violation> violations) {
        super("invalid-" + what, "The " + what + " is invalid", message);
        this.violations = List.copyOf(violations);
    }

    private Invalid(Invalid inner, UnaryOperator<String> place) {
        super(inner.code(), inner.title(), inner.getMessage());
        this.violations = inner.violations.stream()
                .map(it -> new Violation(place.apply(it.field()), it.message()))
                .toList();
    }

    /** A task whose input has a single broken rule, at a pointer that starts with a slash. */
    public static Invalid task(String field, String message) {
        return of("task", field, message);
    }

    /** A task that can't work for a reason that no field of its input is to blame for. */
    public static Invalid task(String message) {
        return new Invalid("task", message, List.of(new Violation("", message)));
    }

    /** Something with a single broken rule. */
    public static Invalid of(String what, String field, String message) {
        return new Invalid(what, field + ": " + message, List.of(new Violation(field, message)));
    }

    /**
     * Something whose message tells its first broken rule.
     *
     * @param summary what the message begins with, such as {@code the rule is not valid}
     * @param violations at least one
     */
    public static Invalid of(String what, String summary, List<Violation> violations) {
        var first = violations.getFirst();
        return new Invalid(what, summary + ": " + first.field() + " " + first.message(), violations);
    }

    /** Never empty. */
    public List<Violation> violations() {
        return violations;
    }

    /** The same, seen from further out: every field is preceded by this pointer. */
    public Invalid within(String pointer) {
        return new Invalid(this, pointer::concat);
    }

    /** The same of something that was worded otherwise, where each field is found in another place. */
    public Invalid moved(UnaryOperator<String> place) {
        return new Invalid(this, place);
    }
}
