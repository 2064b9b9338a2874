package dev.handoff.engine.live;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.time.Instant;
import java.util.Optional;

/**
 * Something that has happened, for people who look on.
 *
 * @param id greater than those of all news before it, whichever instance told them, also after restarts; below 2<sup>53</sup>
 * @param at when it was told, by the database's clock
 * @param event what happened, such as {@code task.started} or the name of an announcement
 * @param subject what it is about: the id of a task or a group, or what the announcement names
 * @param task it happened to, or that announced it; empty for news of groups
 * @param group that this is about or that the task is a member of; empty if there is none, or none is known
 * @param dataJson a JSON object
 */
public record News(
        long id,
        Instant at,
        String event,
        String subject,
        Optional<OfTask> task,
        Optional<GroupId> group,
        String dataJson)
        implements Line {

    /** @param attempt how often the task was claimed by then */
    public record OfTask(TaskId id, String type, int attempt) {}
}
