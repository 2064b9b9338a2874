package dev.handoff.edge.live;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

    /** Each of them, as something to follow. */
    Set<Choice> choices() {
        return Stream.of(
                        tasks.stream().map(Choice::of),
                        groups.stream().map(Choice::of),
                        subjects.stream().map(it -> new Choice(Choice.What.SUBJECT, it)))
                .flatMap(it -> it)
                .collect(Collectors.toSet());
    }

    int size() {
        return tasks.size() + groups.size() + subjects.size();
    }
}
