package dev.handoff.engine.bulk;

import dev.handoff.engine.dispatch.DispatchFailed;
import dev.handoff.engine.store.Pruning;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.kit.thread.Parallel;
import dev.handoff.task.Conflict;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** Does to some tasks what is done to one. A task that has changed meanwhile is left as it is. */
@ApplicationScoped
class Deeds {

    private final Tasks tasks;
    private final Pruning pruning;

    Deeds(Tasks tasks, Pruning pruning) {
        this.tasks = tasks;
        this.pruning = pruning;
    }

    /**
     * Does it to all of them.
     *
     * @param reason kept with tasks that are cancelled
     * @param before tasks that have ended later are not deleted
     * @return to how many it was done
     */
    long apply(BulkAction action, List<TaskId> these, String reason, Instant before) {
        return switch (action) {
            case CANCEL -> each(these, task -> tasks.cancel(task, reason).changed());
            case RETRY -> each(these, this::isRetried);
            case DELETE -> pruning.delete(these, before);
        };
    }

    private static long each(List<TaskId> these, Predicate<TaskId> deed) {
        return Parallel.map(these, deed::test).stream().filter(done -> done).count();
    }

    private boolean isRetried(TaskId task) {
        try {
            tasks.retry(task);
            return true;
        } catch (DispatchFailed rungLater) {
            return true;
        } catch (NotFound | Conflict changed) {
            return false;
        }
    }
}
