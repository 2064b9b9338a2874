package dev.handoff.edge.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.handoff.engine.dispatch.Slots;
import dev.handoff.engine.store.DedupeKeys;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.engine.submit.Tasks.Arrival;
import dev.handoff.task.Invalid;
import dev.handoff.task.Reused;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Makes rows of the tasks that foreign producers bring, once for each Cloud Task or {@code Idempotency-Key}.
 *
 * <p>A direct caller is told what is wrong with its request, and no row is left. Cloud Tasks would repeat the request until
 * it gives up, and the task would be forgotten. So a faulty request of Cloud Tasks is stored as a dead task, for a person
 * to find.
 *
 * <p>Google gives the names of Cloud Tasks away again. So do these rows, once no delivery of the old task can come any more.
 */
@ApplicationScoped
class Arrivals {

    private final Tasks tasks;
    private final DedupeKeys keys;
    private final ObjectMapper json;

    Arrivals(Tasks tasks, DedupeKeys keys, ObjectMapper json) {
        this.tasks = tasks;
        this.keys = keys;
        this.json = json;
    }

    /**
     * The task, new or from an earlier call.
     *
     * @param slot the caller's, if there is one in which it can be run
     * @throws Invalid if a direct caller's input breaks the type's rules
     * @throws Reused if a direct caller's key belongs to a different task
     * @throws BadRequest if a header is malformed
     */
    Arrival accept(String type, FunctionHeaders headers, byte[] body, Optional<Slots.Slot> slot) throws IOException {
        var key = headers.key();
        try {
            var arrival = accept(submission(type, parsed(body), key), headers, slot);
            if (arrival.earlier() && headers.isCloudTask()) {
                Log.infof(
                        "event=function.repeated key=\"%s\" task_id=%s",
                        key.orElseThrow().value(), arrival.id());
            }
            return arrival;
        } catch (JsonProcessingException | BadRequest | Invalid wrong) {
            if (!headers.isCloudTask()) {
                throw wrong;
            }
            return bury(type, body, key, "Cloud Tasks brought what can never work: " + reason(wrong));
        } catch (Reused other) {
            if (!headers.isCloudTask()) {
                throw other;
            }
            // Without the key, which is the other's; the answer has the queue forget the task.
            return bury(
                    type,
                    body,
                    Optional.empty(),
                    "Cloud Tasks brought another task by the same name: " + other.getMessage());
        }
    }

    private Arrival accept(Submission submission, FunctionHeaders headers, Optional<Slots.Slot> slot) {
        try {
            var arrival = tasks.accept(submission, slot);
            if (!arrival.earlier() || !isFree(headers)) {
                return arrival;
            }
        } catch (Reused other) {
            if (!isFree(headers)) {
                throw other;
            }
        }
        return tasks.accept(submission, slot);
    }

    private boolean isFree(FunctionHeaders headers) {
        return headers.isCloudTask() && keys.release(headers.key().orElseThrow().value(), headers.nameIsTaken());
    }

    private static String reason(Exception wrong) {
        return wrong instanceof JsonProcessingException malformed
                ? "the body is not the input as JSON: "
                        + BodyProblems.of(malformed).detail()
                : wrong.getMessage();
    }

    private Arrival bury(String type, byte[] body, Optional<DedupeKey> key, String error) {
        var id = tasks.bury(submission(type, anything(body), key), error).id();
        return new Arrival(id, false, Optional.empty());
    }

    private JsonNode parsed(byte[] body) throws IOException {
        if (body.length == 0) {
            throw new BadRequest("body", "must be the input as JSON, was empty");
        }
        return json.readTree(body);
    }

    /** JSON as it is; whatever else it may be as a text. */
    private JsonNode anything(byte[] body) {
        try {
            return parsed(body);
        } catch (IOException | BadRequest malformed) {
            return TextNode.valueOf(new String(body, StandardCharsets.UTF_8));
        }
    }

    private static Submission submission(String type, JsonNode input, Optional<DedupeKey> key) {
        var submission = Submission.of(type, input);
        return key.map(submission::keyed).orElse(submission);
    }
}
