package dev.handoff.store;

import dev.handoff.store.TestStore.Seen;
import dev.handoff.task.TaskId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class PostgresTaskStoreTest extends TaskStoreContract {

    private static TestStore postgres;

    @BeforeAll
    static void open() {
        postgres = new TestStore();
    }

    @AfterAll
    static void close() {
        postgres.close();
    }

    @Override
    TaskStore store() {
        return postgres.store;
    }

    @Override
    Seen look(TaskId task) {
        return postgres.look(task).orElseThrow();
    }

    @Override
    void lapse(TaskId task) {
        postgres.lapse(task);
    }

    @Override
    void makeDue(TaskId task) {
        postgres.makeDue(task);
    }
}
