package dev.handoff.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.store.Progress;
import dev.handoff.store.TaskRecord;
import dev.handoff.task.TaskState;
import java.util.Optional;

/** What somebody who waits for a task wants to know. */
record Standing(TaskState state, Optional<Progress> progress) {

    static Standing of(TaskRecord task) {
        return new Standing(task.state(), task.progress());
    }

    /** From a server's short answer, which calls the state status, or from its long one. */
    static Standing of(JsonNode task) {
        var progress = task.path("progress");
        return new Standing(
                TaskState.valueOf(task.path("status").asText(task.path("state").asText())),
                progress.has("total")
                        ? Optional.of(new Progress(
                                progress.path("done").asLong(),
                                progress.path("total").asLong()))
                        : Optional.empty());
    }
}
