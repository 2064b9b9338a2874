package dev.handoff.tool.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.handoff.engine.dispatch.Dispatcher;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.TaskId;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/** Tasks that do next to nothing, through the front door of the engine, and whether any are taken in. */
@ApplicationScoped
class Load {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final Duration PAUSE = Duration.ofMillis(1);

    private final Submission submission = Submission.of(
            Measurement.TYPE, JsonNodeFactory.instance.objectNode().put("text", "hello"));
    private final LongAdder answered = new LongAdder();
    private final Tasks tasks;
    private final Dispatcher dispatcher;
    private final Witness witness;
    private final TaskTable table;

    Load(Tasks tasks, Dispatcher dispatcher, Witness witness, TaskTable table) {
        this.tasks = tasks;
        this.dispatcher = dispatcher;
        this.witness = witness;
        this.table = table;
    }

    void takeIn() {
        dispatcher.listen(Set.of(Measurement.TYPE));
    }

    void takeNothingIn() {
        dispatcher.stopListening();
    }

    TaskId submit() {
        var id = tasks.submit(submission).id();
        answered.increment();
        return id;
    }

    /** As one list; tells how many. */
    int submit(int many) {
        int stored = tasks.submit(Collections.nCopies(many, submission)).size();
        answered.add(stored);
        return stored;
    }

    /** Returns when every task that was answered has succeeded, by the database, or when none has for a minute. */
    void awaitEnd() throws InterruptedException {
        long seen = witness.succeeded();
        for (long last = System.nanoTime(); System.nanoTime() - last < PATIENCE.toNanos(); Thread.sleep(PAUSE)) {
            if (witness.succeeded() >= answered.sum() && !table.unfinished()) {
                return;
            }
            if (witness.succeeded() > seen) {
                seen = witness.succeeded();
                last = System.nanoTime();
            }
        }
    }

    /** @param before how many had succeeded before */
    Fate fate(int before) {
        return table.fate(answered.sum(), witness.succeeded(), before);
    }
}
