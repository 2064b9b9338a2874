package dev.handoff.task;

import java.util.regex.Pattern;

/**
 * The place of a task type among others: what spans and metrics are grouped by. They are constants of the code, so that
 * they add no series to any metric beside the type's own.
 *
 * @param component the part of the application; lower-case letters, digits and underscores, at most 63, the first a letter
 * @param taskType what the type does in that part; of the same form
 */
public record Labels(String component, String taskType) {

    private static final Pattern VALUE = Pattern.compile("[a-z][a-z0-9_]{0,62}");

    public Labels {
        check("component", component);
        check("task type", taskType);
    }

    private static void check(String label, String value) {
        if (!VALUE.matcher(value).matches()) {
            throw new IllegalArgumentException("the label " + label + " must match " + VALUE + ", was " + value);
        }
    }
}
