package dev.handoff.tool.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * What became of the tasks, by the database.
 *
 * @param answered how many submissions were: none of these may be lost
 * @param again how many succeeded only in a later attempt
 * @param twice how many successes more than one were stored for a task; 0 unless there is a fault
 * @param examples of those that have not succeeded, ten at most
 */
public record Fate(long answered, long succeeded, long again, long twice, List<String> examples) {

    /** How many have not succeeded. */
    @JsonProperty
    public long lost() {
        return answered - succeeded;
    }

    /** Whether every one succeeded, and none twice. */
    @JsonProperty
    public boolean sound() {
        return lost() == 0 && twice == 0;
    }

    /** For people. */
    public String sentence() {
        if (sound() && again == 0) {
            return "every one of " + answered + " tasks succeeded once, in its first attempt";
        }
        if (sound()) {
            return "every one of " + answered + " tasks succeeded once, " + again + " of them in a later attempt";
        }
        return lost() + " of " + answered + " tasks have not succeeded, " + twice + " succeeded more than once"
                + (examples.isEmpty() ? "" : "; " + String.join("; ", examples));
    }
}
