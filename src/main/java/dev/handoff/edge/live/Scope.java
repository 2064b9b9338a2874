package dev.handoff.edge.live;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.util.Set;

/**
 * What the holder of a token may follow.
 *
 * @param groups with their members
 * @param subjects objects of a domain, such as a run
 */
public record Scope(Set<TaskId> tasks, Set<GroupId> groups, Set<String> subjects) {

    public Scope {
        tasks = Set.copyOf(tasks);
        groups = Set.copyOf(groups);
        subjects = Set.copyOf(subjects);
    }

    int size() {
        return tasks.size() + groups.size() + subjects.size();
    }
}
