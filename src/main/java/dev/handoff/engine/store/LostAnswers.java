package dev.handoff.engine.store;

import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The claims of this process that PostgreSQL didn't answer: it may hold these tasks, and nobody here would run them. */
@ApplicationScoped
public class LostAnswers {

    private final Set<TaskId> tasks = ConcurrentHashMap.newKeySet();
    private volatile long last;
    private volatile boolean any;

    /** Remembers a claim without an answer, just now. */
    void note(Collection<TaskId> claimed) {
        tasks.addAll(claimed);
        last = System.nanoTime();
        any = true;
    }

    /** Whether a claim has got no answer of late. What was noted earlier is forgotten. */
    public boolean hasSince(Duration within) {
        if (any && System.nanoTime() - last > within.toNanos()) {
            any = false;
            tasks.clear();
        }
        return any;
    }

    /** Whether this task was to be claimed by id, rather than taken from the table. */
    public boolean names(TaskId task) {
        return tasks.contains(task);
    }
}
