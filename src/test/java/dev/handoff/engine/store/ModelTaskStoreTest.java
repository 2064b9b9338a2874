package dev.handoff.engine.store;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;

/** The model keeps the contract as well, or comparing with it would prove nothing. */
class ModelTaskStoreTest extends TaskStoreContract {

    private final ModelTaskStore model = new ModelTaskStore();

    @Override
    public TaskStore store() {
        return model;
    }

    @Override
    public Seen look(TaskId task) {
        return model.look(task);
    }

    @Override
    public void lapse(TaskId task) {
        model.lapse(task);
    }

    @Override
    public void makeDue(TaskId task) {
        model.makeDue(task);
    }
}
