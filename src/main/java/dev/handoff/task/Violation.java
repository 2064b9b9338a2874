package dev.handoff.task;

import java.util.ArrayList;
import java.util.List;

/**
 * One broken rule.
 *
 * @param field where: a JSON Pointer, empty for the whole
 * @param message what is wrong with which value, and the remedy
 */
public record Violation(String field, String message) {

    /** A reader mends these first. Of one short request there may be thousands. */
    private static final int MAX_TOLD = 20;

    /** At most 20 of them; if there are more, one that tells their number comes after them. */
    public static List<Violation> first(List<Violation> all) {
        if (all.size() <= MAX_TOLD) {
            return List.copyOf(all);
        }
        var first = new ArrayList<>(all.subList(0, MAX_TOLD));
        first.add(new Violation("", "and " + (all.size() - MAX_TOLD) + " more"));
        return List.copyOf(first);
    }
}
