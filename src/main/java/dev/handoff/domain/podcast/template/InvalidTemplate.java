package dev.handoff.domain.podcast.template;

import dev.handoff.task.InvalidTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** A template that breaks rules. Nothing was stored. */
public final class InvalidTemplate extends RuntimeException {

    private final transient List<Violation> violations;

    /**
     * One broken rule.
     *
     * @param field where: a JSON Pointer into the template, empty for the template as a whole
     * @param message what is wrong with which value, and the remedy
     */
    public record Violation(String field, String message) {}

    /** @param violations at least one */
    InvalidTemplate(List<Violation> violations) {
        super("the template is not valid: " + violations.getFirst().field() + " "
                + violations.getFirst().message());
        this.violations = List.copyOf(violations);
    }

    static InvalidTemplate of(String field, String message) {
        return new InvalidTemplate(List.of(new Violation(field, message)));
    }

    /**
     * Checks rules that tell of a broken one by pointer and message.
     *
     * @throws InvalidTemplate if there is one
     */
    static void collect(Consumer<BiConsumer<String, String>> rules) {
        var broken = new ArrayList<Violation>();
        rules.accept((field, message) -> broken.add(new Violation(field, message)));
        if (!broken.isEmpty()) {
            throw new InvalidTemplate(broken);
        }
    }

    /** Never empty. */
    public List<Violation> violations() {
        return violations;
    }

    /**
     * The same as the fault of a task that has the template in its input.
     *
     * @param pointer to the template
     */
    public InvalidTask asTask(String pointer) {
        return new InvalidTask(
                getMessage(),
                violations.stream()
                        .map(it -> new InvalidTask.Violation(pointer + it.field(), it.message()))
                        .toList());
    }
}
