package dev.handoff.handler.assemble;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.Groups;
import dev.handoff.engine.Submission;
import dev.handoff.engine.Tasks;
import dev.handoff.store.TaskReader;
import dev.handoff.store.TaskRecord;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;

/** Submits episodes and waits for them. */
@Singleton
class Episodes {

    private final Tasks tasks;
    private final Groups groups;
    private final TaskReader reader;
    private final ObjectMapper json;

    Episodes(Tasks tasks, Groups groups, TaskReader reader, ObjectMapper json) {
        this.tasks = tasks;
        this.groups = groups;
        this.reader = reader;
        this.json = json;
    }

    JsonNode json(String text) {
        try {
            return json.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TaskId submit(String input) {
        return tasks.submit(Submission.of("assemble", json(input))).id();
    }

    /** The task as it ended, or if it made a group, that group's completion. */
    TaskRecord ended(TaskId id) {
        var task = await().atMost(Duration.ofSeconds(60))
                .until(
                        () -> reader.find(id),
                        it -> it.isPresent() && it.get().state().isFinal())
                .orElseThrow();
        if (task.groups().isEmpty() || task.resultJson().isEmpty()) {
            return task;
        }
        var group = task.groups().getFirst();
        await().atMost(Duration.ofSeconds(60)).until(() -> groups.find(group).state() == GroupState.COMPLETED);
        return ended(groups.find(group).completion());
    }

    /** What came out. */
    Assembled result(TaskRecord task) {
        try {
            return json.readValue(
                    task.resultJson()
                            .orElseThrow(() -> new AssertionError(task.error().orElse("no result"))),
                    Assembled.class);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
