package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.task.GroupId;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A task as a submitter describes it. */
@Schema(
        name = "Task",
        description = "A task to be run",
        requiredProperties = {"type", "input"})
public record TaskBody(
        @Schema(description = "The name of a task type", examples = "process-message")
        String type,

        @Schema(description = "What the type's input_schema asks for", implementation = Object.class)
        JsonNode input,

        @Schema(description = "Not before this time; at once if absent", format = "date-time")
        Optional<String> runAt,

        @Schema(description = "Higher goes first", minimum = "-100", maximum = "100", defaultValue = "0")
        Optional<Integer> priority,

        @Schema(description = "If the type has a task with this key already, that one is meant", maxLength = 500)
        Optional<String> dedupeKey,

        @Schema(description = "The id of an open group that it is to be a member of", format = "uuid")
        Optional<String> group,

        @Schema(
                description =
                        "The id of the task that this one sends again; masks of secrets in the input then stand for "
                                + "what that one has. Not together with group",
                format = "uuid")
        Optional<String> origin) {

    private static final Pattern KEY = Pattern.compile("\\P{Cntrl}{1," + DedupeKey.MAX_LENGTH + "}");

    /**
     * @param at a JSON Pointer to this task in the body
     * @param requestKey made of the request's Idempotency-Key
     */
    public Submission toSubmission(String at, Optional<DedupeKey> requestKey) {
        if (type == null) {
            throw Invalid.task(at + "/type", "is required");
        }
        if (input == null) {
            throw Invalid.task(at + "/input", "is required");
        }
        var submission = Submission.of(type, input);
        submission = moment(at).map(submission::at).orElse(submission);
        submission = submission.priority(priority(at));
        submission = key(at, requestKey).map(submission::keyed).orElse(submission);
        submission = origin(at).map(submission::sendingAgain).orElse(submission);
        return group(at).map(submission::memberOf).orElse(submission);
    }

    private Optional<Instant> moment(String at) {
        return runAt.map(text -> Moment.parse(text)
                .orElseThrow(() -> Invalid.task(at + "/run_at", Moment.FORM + ", was \"" + text + "\"")));
    }

    private Optional<GroupId> group(String at) {
        try {
            return group.map(GroupId::parse);
        } catch (IllegalArgumentException malformed) {
            throw Invalid.task(at + "/group", "must be the id of a group, was \"" + group.get() + "\"");
        }
    }

    private Optional<TaskId> origin(String at) {
        if (origin.isPresent() && group.isPresent()) {
            throw Invalid.task(at + "/origin", "can't be combined with group; what is sent again is no member of one");
        }
        try {
            return origin.map(TaskId::parse);
        } catch (IllegalArgumentException malformed) {
            throw Invalid.task(at + "/origin", "must be the id of a task, was \"" + origin.get() + "\"");
        }
    }

    private int priority(String at) {
        int wanted = priority.orElse(0);
        Submission.checkPriority(wanted, at);
        return wanted;
    }

    private Optional<DedupeKey> key(String at, Optional<DedupeKey> requestKey) {
        if (dedupeKey.isPresent() && requestKey.isPresent()) {
            throw new BadRequest(at + "/dedupe_key", "can't be combined with the header " + RequestKey.IDEMPOTENCY_KEY);
        }
        if (dedupeKey.isPresent() && !KEY.matcher(dedupeKey.get()).matches()) {
            throw Invalid.task(
                    at + "/dedupe_key",
                    "must have 1 to " + DedupeKey.MAX_LENGTH + " characters, none of them a control character");
        }
        return dedupeKey.map(key -> DedupeKey.of(type, key)).or(() -> requestKey);
    }
}
