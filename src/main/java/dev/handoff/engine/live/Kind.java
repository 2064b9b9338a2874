package dev.handoff.engine.live;

import dev.handoff.engine.live.Stage.Step;
import java.util.List;
import java.util.Optional;

/**
 * A kind of news.
 *
 * @param name such as {@code task.started}, or that of an announcement
 * @param description one sentence that says when it is told
 * @param data a record
 * @param types of the tasks that tell it; empty if all do, or groups
 * @param step that a task's life has reached with it; empty for those that don't change it
 */
public record Kind(String name, String description, Class<?> data, List<String> types, Optional<Step> step) {

    static final Kind QUEUED = task("task.queued", "A task is stored.", Step.QUEUED);
    static final Kind STARTED = task("task.started", "An attempt begins.", Step.RUNNING);
    static final Kind PROGRESS = task("task.progress", "A running task has come further.", Step.RUNNING);
    static final Kind RETRYING = task("task.retrying", "An attempt has ended, and another follows.", Step.ENDED);
    static final Kind REVIVED = task("task.revived", "A dead task is put back into the queue.", Step.REVIVED);
    static final Kind SUCCEEDED = task("task.succeeded", "A task has ended, and its result is stored.", Step.ENDED);
    static final Kind DEAD = task("task.dead", "A task has failed for good.", Step.ENDED);
    static final Kind CANCELLED =
            task("task.cancelled", "A task has ended because that was asked for.", Step.CANCELLED);

    static final Kind GROUP_PROGRESS = group("group.progress", "Members of a group that is followed have changed.");
    static final Kind GROUP_COMPLETED = group("group.completed", "All members have ended, and the completion follows.");
    static final Kind GROUP_FAILED = group("group.failed", "A member is dead, and so the group has failed.");
    static final Kind GROUP_CANCELLED = group("group.cancelled", "A group has ended because that was asked for.");

    /** What is told of all tasks and groups. */
    static final List<Kind> OF_ALL = List.of(
            QUEUED,
            STARTED,
            PROGRESS,
            RETRYING,
            REVIVED,
            SUCCEEDED,
            DEAD,
            CANCELLED,
            GROUP_PROGRESS,
            GROUP_COMPLETED,
            GROUP_FAILED,
            GROUP_CANCELLED);

    static Optional<Kind> ofAll(String name) {
        return OF_ALL.stream().filter(kind -> kind.name().equals(name)).findFirst();
    }

    private static Kind task(String name, String description, Step step) {
        return new Kind(name, description, TaskChange.class, List.of(), Optional.of(step));
    }

    private static Kind group(String name, String description) {
        return new Kind(name, description, GroupChange.class, List.of(), Optional.empty());
    }
}
