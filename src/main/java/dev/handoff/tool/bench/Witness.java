package dev.handoff.tool.bench;

import dev.handoff.engine.TaskEvent;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** Sees tasks begin and succeed in this process. */
@ApplicationScoped
class Witness {

    private final LongAdder succeeded = new LongAdder();
    private final Map<TaskId, Long> starts = new ConcurrentHashMap<>();
    private volatile boolean notes;

    void started(@Observes TaskEvent.Started event) {
        if (notes) {
            starts.put(event.claim().task().id(), System.nanoTime());
        }
    }

    void ended(@Observes TaskEvent.AttemptEnded event) {
        if (event.ended().state() == TaskState.SUCCEEDED) {
            succeeded.increment();
        }
    }

    /** How many successes were stored from here since the process began. */
    long succeeded() {
        return succeeded.sum();
    }

    /** From now on keeps the time of every start. */
    void note() {
        notes = true;
    }

    /** The starts since then, by {@link System#nanoTime}; they are not kept any longer. */
    Map<TaskId, Long> noted() {
        notes = false;
        var noted = Map.copyOf(starts);
        starts.clear();
        return noted;
    }
}
