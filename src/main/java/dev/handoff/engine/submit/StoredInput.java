package dev.handoff.engine.submit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.Added;
import dev.handoff.task.Reused;

/** Inputs as they are kept, which is to the letter. */
final class StoredInput {

    private StoredInput() {}

    /** Whether both mean the same, however they are written. */
    static boolean isSame(ObjectMapper json, String stored, JsonNode input) {
        return stored.equals(input.toString()) || parse(json, stored).equals(input);
    }

    /** Whether a task that was stored under the submission's key is the one that the submission asks for. */
    static boolean isSame(ObjectMapper json, Added earlier, Submission submission) {
        return !earlier.otherRequest()
                && earlier.task().type().equals(submission.type())
                && (submission.group().isEmpty() || earlier.group().equals(submission.group()))
                && isSame(json, earlier.inputJson(), submission.input());
    }

    /** @throws Reused if a task that was stored under the submission's key is another one */
    static void refuseReuse(ObjectMapper json, Added task, Submission submission) {
        if (task.duplicate() && !isSame(json, task, submission)) {
            throw Reused.key(task.id());
        }
    }

    private static JsonNode parse(ObjectMapper json, String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored input is not JSON", impossible);
        }
    }
}
