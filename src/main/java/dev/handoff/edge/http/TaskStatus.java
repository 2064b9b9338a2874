package dev.handoff.edge.http;

import com.fasterxml.jackson.databind.util.RawValue;
import dev.handoff.engine.store.Progress;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** How a task stands, in short. */
@Schema(name = "TaskStatus")
public record TaskStatus(
        TaskId taskId,
        String type,
        TaskState status,
        Optional<RawValue> result,
        Optional<String> error,
        Optional<Progress> progress,
        int attempt,
        List<GroupId> groups) {

    public static TaskStatus of(TaskRecord task) {
        return new TaskStatus(
                task.id(),
                task.type(),
                task.state(),
                task.resultJson().map(RawValue::new),
                task.error(),
                task.progress(),
                task.attempt(),
                task.groups());
    }

    /** The same for those who see no results. */
    public TaskStatus withoutResult() {
        return new TaskStatus(taskId, type, status, Optional.empty(), error, progress, attempt, groups);
    }
}
