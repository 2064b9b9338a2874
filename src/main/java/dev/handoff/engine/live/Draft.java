package dev.handoff.engine.live;

import dev.handoff.engine.live.News.OfTask;
import dev.handoff.task.GroupId;
import java.time.Duration;
import java.util.Optional;

/**
 * News that have no id yet, or a gap.
 *
 * @param event empty for a gap
 * @param made by this process's monotonic clock
 */
record Draft(
        Optional<String> event,
        String subject,
        Optional<OfTask> task,
        Optional<GroupId> group,
        String dataJson,
        long made) {

    /** Of a task. */
    static Draft of(String event, OfTask task, Optional<GroupId> group, String dataJson) {
        return about(task.id().toString(), event, task, group, dataJson);
    }

    /** Of a task, about something else. */
    static Draft about(String subject, String event, OfTask task, Optional<GroupId> group, String dataJson) {
        return new Draft(Optional.of(event), subject, Optional.of(task), group, dataJson, System.nanoTime());
    }

    /** Of a group. */
    static Draft of(String event, GroupId group, String dataJson) {
        return new Draft(
                Optional.of(event),
                group.toString(),
                Optional.empty(),
                Optional.of(group),
                dataJson,
                System.nanoTime());
    }

    /** News were not told, up to now. */
    static Draft gap() {
        return new Draft(Optional.empty(), "", Optional.empty(), Optional.empty(), "", System.nanoTime());
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - made);
    }

    /** About how much memory it takes, in bytes. */
    int size() {
        return 200 + 2 * (subject.length() + dataJson.length());
    }
}
