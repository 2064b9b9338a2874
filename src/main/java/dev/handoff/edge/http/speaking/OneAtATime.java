package dev.handoff.edge.http.speaking;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.edge.http.Ticket;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.DedupeKey;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Submitted;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.TaskState;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.stream.Stream;

/** Submits a task of a type unless one has not ended yet. */
@Singleton
class OneAtATime {

    private final Tasks tasks;
    private final TaskReader reader;

    OneAtATime(Tasks tasks, TaskReader reader) {
        this.tasks = tasks;
        this.reader = reader;
    }

    /**
     * Finds the task that has not ended, or submits one without input. The key names the task before, so that of any number of
     * callers who have seen the same one end, one submits.
     */
    Ticket submit(String type) {
        var open = Stream.of(TaskState.RUNNING, TaskState.QUEUED)
                .flatMap(state -> newest(type, Optional.of(state)).stream())
                .findFirst();
        return Ticket.of(open.map(OneAtATime::found).orElseGet(() -> submitted(type)));
    }

    private Submitted submitted(String type) {
        var before =
                newest(type, Optional.empty()).map(it -> it.id().toString()).orElse("none");
        var key = DedupeKey.of(type, "one at a time, after " + before);
        return tasks.submit(
                Submission.of(type, JsonNodeFactory.instance.objectNode()).keyed(key));
    }

    private static Submitted found(TaskRecord task) {
        return new Submitted(task.id(), Optional.empty(), task.state(), task.route(), true);
    }

    private Optional<TaskRecord> newest(String type, Optional<TaskState> state) {
        var filter = new TaskFilter(
                Optional.of(type), state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), 1);
        return reader.list(filter).stream().findFirst();
    }
}
