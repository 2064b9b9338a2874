package dev.handoff.engine.run;

import dev.handoff.task.GroupId;
import dev.handoff.task.TaskGroup;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A group while the handler that makes it runs. */
final class FanOut implements TaskGroup {

    private final GroupId id;
    private final TaskId parent;
    private final FollowUps followUps;
    private final Runnable check;
    private final Set<String> names = new HashSet<>();

    /** @param check throws if the handler may not go on, or not here */
    FanOut(GroupId id, TaskId parent, FollowUps followUps, Runnable check) {
        this.id = id;
        this.parent = parent;
        this.followUps = followUps;
        this.check = check;
    }

    @Override
    public GroupId id() {
        return id;
    }

    @Override
    public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
        return submit(Map.of(name, input), type).getFirst();
    }

    @Override
    public <I> List<TaskId> submitAll(String name, TaskType<I, ?> type, List<I> inputs) {
        var named = new LinkedHashMap<String, I>();
        for (var input : inputs) {
            named.put(name + "-" + named.size(), input);
        }
        return submit(named, type);
    }

    private <I> List<TaskId> submit(Map<String, I> inputs, TaskType<I, ?> type) {
        check.run();
        synchronized (names) {
            for (var name : inputs.keySet()) {
                if (name.isBlank() || name.length() > MAX_NAME) {
                    throw new IllegalArgumentException(
                            "a member's name has 1 to " + MAX_NAME + " characters, was '" + name + "'");
                }
                if (!names.add(name)) {
                    throw new IllegalArgumentException("member " + name + " was submitted twice in one attempt");
                }
            }
        }
        return followUps.submitMembers(parent, id, inputs, type);
    }

    @Override
    public void seal() {
        check.run();
        int expected;
        synchronized (names) {
            expected = names.size();
        }
        followUps.seal(id, expected);
    }
}
