package dev.handoff.edge.http;

import dev.handoff.engine.store.GroupRecord;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A group as readers see it. */
@Schema(name = "GroupRecord", description = "How a group stands; what doesn't apply is left out")
public record GroupView(
        GroupId groupId,
        GroupState state,
        OnFailure onFailure,

        @Schema(description = "How many members it was sealed with")
        Optional<Integer> expected,

        @Schema(description = "How many members there are in each state")
        Map<TaskState, Long> members,

        @Schema(description = "The type of its completion task")
        String type,

        @Schema(description = "What its completion task is called, which is there once the group is COMPLETED")
        TaskId completionTask,

        Instant createdAt,
        Optional<Instant> sealedAt,
        Optional<Instant> endedAt) {

    public static GroupView of(GroupRecord group) {
        return new GroupView(
                group.id(),
                group.state(),
                group.onFailure(),
                group.expected(),
                group.members(),
                group.type(),
                group.completion(),
                group.createdAt(),
                group.sealedAt(),
                group.endedAt());
    }
}
