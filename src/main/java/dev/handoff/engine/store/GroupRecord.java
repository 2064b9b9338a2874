package dev.handoff.engine.store;

import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.OnFailure;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A group as it was read.
 *
 * @param expected how many members it was sealed with
 * @param members how many are in each state, every state being named
 * @param completion what its completion task is called, whether it is submitted yet or not
 * @param type of the completion task
 */
public record GroupRecord(
        GroupId id,
        GroupState state,
        OnFailure onFailure,
        Optional<Integer> expected,
        Map<TaskState, Long> members,
        TaskId completion,
        String type,
        Instant createdAt,
        Optional<Instant> sealedAt,
        Optional<Instant> endedAt) {

    /** How many there are in all. */
    public long size() {
        return members.values().stream().mapToLong(Long::longValue).sum();
    }
}
