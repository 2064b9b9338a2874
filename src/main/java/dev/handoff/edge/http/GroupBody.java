package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.submit.Arguments;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.task.Invalid;
import dev.handoff.task.OnFailure;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group as a submitter describes it. */
@Schema(
        name = "Group",
        description = "Tasks that end in one more task",
        requiredProperties = {"completion"})
record GroupBody(
        @Schema(description = "The task that is submitted once all members have ended")
        Completion completion,

        @Schema(
                description = "What becomes of the sealed group when a member is buried: it completes nevertheless, or "
                        + "fails, which cancels the other members",
                defaultValue = "COMPLETE")
        Optional<OnFailure> onFailure) {

    /** The completion task. */
    @Schema(name = "Completion", description = "With either type or path, and either input, args or payload")
    record Completion(
            @Schema(description = "The name of a task type", examples = "process-message")
            Optional<String> type,

            @Schema(
                    description = "The path of a type's function, instead of the type",
                    examples = "/api/tasks/transcribe")
            Optional<String> path,

            @Schema(description = "What the type's input_schema asks for", implementation = Object.class)
            JsonNode input,

            @Schema(
                    description = "Values of the input's first fields in their order, instead of the input",
                    implementation = Object[].class)
            JsonNode args,

            @Schema(description = "Another word for the input", implementation = Object.class)
            JsonNode payload,

            @Schema(description = "Higher goes first", minimum = "-100", maximum = "100", defaultValue = "0")
            Optional<Integer> priority) {

        /** The same as a task of its own. */
        TaskBody task() {
            return new TaskBody(
                    type,
                    path,
                    input,
                    args,
                    payload,
                    Optional.empty(),
                    priority,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** Where the completion stands in the body. */
    static final String AT = "/completion";

    /** @param key of the group */
    Submission toSubmission(Optional<DedupeKey> key, Arguments arguments) {
        if (completion == null) {
            throw Invalid.task(AT, "is required");
        }
        return completion.task().toSubmission(AT, key, arguments);
    }
}
