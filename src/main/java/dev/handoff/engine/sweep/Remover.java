package dev.handoff.engine.sweep;

import dev.handoff.engine.store.Pruning;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.kit.audit.Actor;
import dev.handoff.task.Conflict;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes single tasks before their time, for people. */
@ApplicationScoped
public class Remover {

    private final Pruning pruning;
    private final TaskReader reader;

    Remover(Pruning pruning, TaskReader reader) {
        this.pruning = pruning;
        this.reader = reader;
    }

    /**
     * Deletes a task that has ended, with its attempts and steps.
     *
     * @throws NotFound if there is no such task
     * @throws Conflict if it has not ended, or something still counts on it
     */
    public void delete(TaskId task, Actor actor) {
        if (!pruning.delete(task, actor)) {
            throw refusal(reader.find(task).orElseThrow(() -> NotFound.task(task)));
        }
    }

    private static Conflict refusal(TaskRecord task) {
        return task.state().isFinal()
                ? new Conflict(
                        "task-needed",
                        "Something still counts on the task",
                        "task " + task.id()
                                + " stays until its event is delivered, the task that submitted it has succeeded or is "
                                + "cancelled, and its group and the group's completion have ended")
                : Conflict.state(task.id(), task.state(), "only a task that has ended can be deleted; cancel it first");
    }
}
