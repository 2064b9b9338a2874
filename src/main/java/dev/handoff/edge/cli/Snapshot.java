package dev.handoff.edge.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.handoff.engine.store.GroupRecord;
import dev.handoff.engine.store.Progress;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.task.GroupId;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How a task or a group of tasks stands at one moment.
 *
 * @param text one word or a few for people
 * @param ended whether it will never change again
 * @param next where the work goes on: the group that a succeeded task made, or the completion task of a complete group;
 *     empty if that was all
 */
record Snapshot(String text, boolean ended, Optional<Progress> progress, Optional<String> next) {

    static Snapshot of(TaskRecord task) {
        return task(
                task.state(),
                task.progress(),
                task.groups().stream().map(GroupId::toString).toList());
    }

    /** From a server's short answer. */
    static Snapshot ofTask(JsonNode task) {
        var groups = new ArrayList<String>();
        task.path("groups").forEach(group -> groups.add(group.asText()));
        var progress = task.path("progress");
        return task(
                TaskState.valueOf(task.path("status").asText()),
                progress.has("total")
                        ? Optional.of(new Progress(
                                progress.path("done").asLong(),
                                progress.path("total").asLong()))
                        : Optional.empty(),
                groups);
    }

    private static Snapshot task(TaskState state, Optional<Progress> progress, List<String> groups) {
        return new Snapshot(
                state.name().toLowerCase(Locale.ROOT),
                state.isFinal(),
                progress,
                state == TaskState.SUCCEEDED && !groups.isEmpty() ? Optional.of(groups.getLast()) : Optional.empty());
    }

    static Snapshot of(GroupRecord group) {
        return group(group.state(), group.members(), group.completion().toString());
    }

    /** From a server's answer. */
    static Snapshot ofGroup(JsonNode group) {
        return group(
                GroupState.valueOf(group.path("state").asText()),
                Map.of(
                        TaskState.QUEUED, group.at("/members/QUEUED").asLong(),
                        TaskState.RUNNING, group.at("/members/RUNNING").asLong(),
                        TaskState.SUCCEEDED, group.at("/members/SUCCEEDED").asLong(),
                        TaskState.DEAD, group.at("/members/DEAD").asLong(),
                        TaskState.CANCELLED, group.at("/members/CANCELLED").asLong()),
                group.path("completion_task").asText());
    }

    private static Snapshot group(GroupState state, Map<TaskState, Long> members, String completion) {
        long all = members.values().stream().mapToLong(Long::longValue).sum();
        long open = members.get(TaskState.QUEUED) + members.get(TaskState.RUNNING);
        return new Snapshot(
                "fanned out, group " + state.name().toLowerCase(Locale.ROOT),
                state.isFinal(),
                Optional.of(new Progress(all - open, all)),
                state == GroupState.COMPLETED ? Optional.of(completion) : Optional.empty());
    }
}
