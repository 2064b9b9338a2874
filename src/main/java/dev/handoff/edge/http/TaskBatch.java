package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.kit.storage.Sha256;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * One task, or an array of them.
 *
 * @param single whether it came without an array around it, and is to be answered so
 */
@JsonDeserialize(using = TaskBatch.Reader.class)
record TaskBatch(List<TaskBody> tasks, boolean single) {

    private static final int MAX_TASKS = 1000;

    /** @throws BadRequest if there are too few or too many, or one is null */
    List<Submission> toSubmissions(Optional<String> idempotencyKey, Arguments arguments) {
        if (tasks.isEmpty() || tasks.size() > MAX_TASKS) {
            throw new BadRequest("body", "must have 1 to " + MAX_TASKS + " tasks, had " + tasks.size());
        }
        var digest = Sha256.of(
                single + tasks.stream().map(TaskBatch::circumstances).toList().toString());
        return IntStream.range(0, tasks.size())
                .mapToObj(place -> {
                    if (tasks.get(place) == null) {
                        throw new BadRequest(at(place), "must be a task, was null");
                    }
                    var key = idempotencyKey.map(header -> DedupeKey.ofRequest(header, place, digest));
                    return tasks.get(place).toSubmission(at(place), key, arguments);
                })
                .toList();
    }

    /** What is asked for besides type and input. */
    private static String circumstances(TaskBody task) {
        return task == null
                ? ""
                : task.priority().orElse(0) + " " + task.runAt().orElse("") + " "
                        + task.group().orElse("")
                        + task.origin().map(" again "::concat).orElse("");
    }

    /** A JSON Pointer to the task at this place. */
    String at(int place) {
        return single ? "" : "/" + place;
    }

    /** Where in this body something is that a pointer such as {@code /0/input/text} means. */
    String place(String pointer, Arguments arguments) {
        if (single) {
            return tasks.getFirst().place(pointer, arguments);
        }
        var steps = pointer.split("/", 3);
        return steps.length < 3
                ? pointer
                : "/" + steps[1] + tasks.get(Integer.parseInt(steps[1])).place("/" + steps[2], arguments);
    }

    static final class Reader extends JsonDeserializer<TaskBatch> {

        @Override
        public TaskBatch deserialize(JsonParser json, DeserializationContext context) throws IOException {
            var read = OneOrMany.read(json, context, TaskBody.class);
            return new TaskBatch(read.values(), read.single());
        }
    }
}
