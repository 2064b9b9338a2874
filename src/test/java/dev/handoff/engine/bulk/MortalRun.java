package dev.handoff.engine.bulk;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskType;
import dev.handoff.task.TestRun;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.Callable;

/** The attempts of a task whose process dies soon, each time a little later. Finished steps outlive it. */
final class MortalRun extends TestRun {

    static final TaskId NEXT = new TaskId(UUID.randomUUID());

    private static final class Death extends Error {}

    private final ObjectMapper json;
    private final Instant deadline;
    private Object submitted;
    private int deaths;
    private int breaths = Integer.MAX_VALUE;

    MortalRun(ObjectMapper json, Duration time) {
        this.json = json;
        this.deadline = Instant.now().plus(time);
    }

    /** Makes another attempt; false if its process died. */
    <I> boolean comesToItsEnd(TaskHandler<I, ?> handler, I input) throws Exception {
        breaths = 1 + deaths / 8;
        try {
            handler.handle(input, this);
            return true;
        } catch (Death killed) {
            deaths++;
            return false;
        }
    }

    int deaths() {
        return deaths;
    }

    /** The input of the follow-up. */
    Object submitted() {
        return submitted;
    }

    private void breathe() {
        if (breaths-- == 0) {
            throw new Death();
        }
    }

    @Override
    public void progress(long done, long total) {
        breathe();
    }

    @Override
    public <T> T step(String name, Class<T> result, Callable<T> work) throws Exception {
        if (!finished.containsKey(name)) {
            breathe();
            var made = json.writeValueAsString(work.call());
            breathe();
            finished.put(name, made);
        }
        return json.readValue(finished.get(name), result);
    }

    @Override
    public <I> TaskId submit(String name, TaskType<I, ?> type, I input) {
        submitted = input;
        return NEXT;
    }

    @Override
    public Instant deadline() {
        return deadline;
    }
}
