package dev.handoff.edge.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.Call;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.kit.json.OneOf;
import dev.handoff.task.GroupId;
import dev.handoff.task.Invalid;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A task as a submitter describes it. */
@Schema(name = "Task", description = "A task to be run, with either type or path, and either input, args or payload")
@OneOf({"type", "path"})
@OneOf({"input", "args", "payload"})
public record TaskBody(
        @Schema(description = "The name of a task type", examples = "process-message")
        Optional<String> type,

        @Schema(description = "The path of a type's function, instead of the type", examples = "/api/tasks/transcribe")
        Optional<String> path,

        @Schema(description = "What the type's input_schema asks for", implementation = Object.class) @JsonInclude
        JsonNode input,

        @Schema(
                description = "Values of the input's first fields in their order, instead of the input",
                implementation = Object[].class)
        @JsonInclude
        JsonNode args,

        @Schema(description = "Another word for the input", implementation = Object.class) @JsonInclude
        JsonNode payload,

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
    public Submission toSubmission(String at, Optional<DedupeKey> requestKey, Arguments arguments) {
        var submission = call().toSubmission(at, arguments);
        submission = moment(at).map(submission::at).orElse(submission);
        submission = submission.priority(priority(at));
        submission =
                key(submission.type(), at, requestKey).map(submission::keyed).orElse(submission);
        submission = origin(at).map(submission::sendingAgain).orElse(submission);
        return group(at).map(submission::memberOf).orElse(submission);
    }

    private Call call() {
        return new Call(type.orElse(null), path.orElse(null), input, args, payload);
    }

    /** Where in this body something is that a pointer such as {@code /input/text} means. */
    public String place(String pointer, Arguments arguments) {
        return call().place(pointer, arguments);
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

    private Optional<DedupeKey> key(String name, String at, Optional<DedupeKey> requestKey) {
        if (dedupeKey.isPresent() && requestKey.isPresent()) {
            throw new BadRequest(at + "/dedupe_key", "can't be combined with the header " + RequestKey.IDEMPOTENCY_KEY);
        }
        if (dedupeKey.isPresent() && !KEY.matcher(dedupeKey.get()).matches()) {
            throw Invalid.task(
                    at + "/dedupe_key",
                    "must have 1 to " + DedupeKey.MAX_LENGTH + " characters, none of them a control character");
        }
        return dedupeKey.map(key -> DedupeKey.of(name, key)).or(() -> requestKey);
    }
}
