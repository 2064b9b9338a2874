package dev.handoff.engine.live;

import dev.handoff.engine.store.GroupRecord;
import dev.handoff.task.GroupId;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The tasks and groups that people look at through this instance, and what they have been told of each. News alone are
 * not enough: a process may die between a fact and its news, or not know yet that somebody looks on.
 */
@ApplicationScoped
public class Followed {

    /**
     * What is known of a task.
     *
     * @param dead whether it can only come back by being put back
     * @param over whether it never changes any more
     */
    record Known(Stage stage, boolean dead, boolean over) {

        static Known of(TaskState state, int attempt) {
            return new Known(
                    Stage.of(state, attempt),
                    state == TaskState.DEAD,
                    state == TaskState.SUCCEEDED || state == TaskState.CANCELLED);
        }

        private Known orEarlier(Known other) {
            return other.stage.isBefore(stage) ? other : this;
        }

        private Known orLater(Known other) {
            return other.stage.isBefore(stage) ? this : other;
        }
    }

    private record Entry<K>(K known, int count) {}

    private final Map<TaskId, Entry<Known>> tasks = new HashMap<>();
    private final Map<GroupId, Entry<Optional<GroupRecord>>> groups = new HashMap<>();
    private volatile Runnable added = () -> {};

    /** To be closed when nobody looks any more. */
    public interface Follow extends AutoCloseable {

        @Override
        void close();
    }

    /**
     * Sees to it that every change of the task is told from now on, if late.
     *
     * @param state what the one who looks on was told
     * @param attempt likewise
     */
    public Follow task(TaskId task, TaskState state, int attempt) {
        var known = Known.of(state, attempt);
        synchronized (this) {
            tasks.merge(
                    task, new Entry<>(known, 1), (old, _) -> new Entry<>(old.known.orEarlier(known), old.count + 1));
        }
        added.run();
        return () -> release(tasks, task);
    }

    /** Sees to it that the group's end is told, and how many members are in which state whenever that has changed. */
    public Follow group(GroupId group) {
        synchronized (this) {
            groups.merge(
                    group, new Entry<>(Optional.empty(), 1), (old, _) -> new Entry<>(Optional.empty(), old.count + 1));
        }
        added.run();
        return () -> release(groups, group);
    }

    private synchronized <I, K> void release(Map<I, Entry<K>> entries, I id) {
        entries.computeIfPresent(id, (_, old) -> old.count == 1 ? null : new Entry<>(old.known, old.count - 1));
    }

    /** @param added is run when there is something more to look after; must not block */
    void onAdded(Runnable added) {
        this.added = added;
    }

    synchronized boolean isEmpty() {
        return tasks.isEmpty() && groups.isEmpty();
    }

    /** Those that may still change. */
    synchronized List<TaskId> tasks() {
        return keys(tasks, known -> !known.over);
    }

    /** Those that may still change. */
    synchronized List<GroupId> groups() {
        return keys(groups, known -> known.map(it -> !isSettled(it)).orElse(true));
    }

    /** Members may end after their group has. */
    private static boolean isSettled(GroupRecord group) {
        return group.state().isFinal()
                && group.members().get(TaskState.QUEUED) == 0
                && group.members().get(TaskState.RUNNING) == 0;
    }

    private static <I, K> List<I> keys(Map<I, Entry<K>> entries, Predicate<K> changes) {
        return entries.entrySet().stream()
                .filter(it -> changes.test(it.getValue().known))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** What is known of the task; empty if nobody looks at it. */
    synchronized Optional<Known> known(TaskId task) {
        return Optional.ofNullable(tasks.get(task)).map(Entry::known);
    }

    /** How the group was when it was last looked at; empty if nobody looks at it, or it was not looked at yet. */
    synchronized Optional<GroupRecord> known(GroupId group) {
        return Optional.ofNullable(groups.get(group)).flatMap(Entry::known);
    }

    /** The task stands so, by news or by its row. */
    synchronized void learn(TaskId task, Known known) {
        tasks.computeIfPresent(task, (_, old) -> new Entry<>(old.known.orLater(known), old.count));
    }

    synchronized void learn(GroupRecord group) {
        groups.computeIfPresent(group.id(), (_, old) -> new Entry<>(Optional.of(group), old.count));
    }
}
