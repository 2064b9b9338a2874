package dev.handoff.engine.store;

import dev.handoff.engine.store.TestStore.Seen;
import dev.handoff.task.TaskId;

/** The model keeps the contract as well, or comparing with it would prove nothing. */
class ModelTaskStoreTest extends TaskStoreContract {

    private final ModelTaskStore model = new ModelTaskStore();

    @Override
    TaskStore store() {
        return model;
    }

    @Override
    Seen look(TaskId task) {
        return model.look(task);
    }

    @Override
    void lapse(TaskId task) {
        model.lapse(task);
    }

    @Override
    void makeDue(TaskId task) {
        model.makeDue(task);
    }
}
