package dev.handoff.domain.podcast.assemble;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.GroupStore;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.engine.submit.Groups;
import dev.handoff.engine.submit.Submission;
import dev.handoff.engine.submit.Tasks;
import dev.handoff.task.GroupMember;
import dev.handoff.task.GroupState;
import dev.handoff.task.TaskId;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Submits episodes and waits for them. */
@Singleton
class Episodes {

    private final Tasks tasks;
    private final Groups groups;
    private final GroupStore store;
    private final TaskReader reader;
    private final ObjectMapper json;

    Episodes(Tasks tasks, Groups groups, GroupStore store, TaskReader reader, ObjectMapper json) {
        this.tasks = tasks;
        this.groups = groups;
        this.store = store;
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
        return read(
                task.resultJson()
                        .orElseThrow(() -> new AssertionError(task.error().orElse("no result"))),
                Assembled.class);
    }

    AssembleInput input(TaskRecord task) {
        return read(task.inputJson(), AssembleInput.class);
    }

    /** What came of the members of the group that this task has completed. */
    <R> List<GroupMember<R>> members(TaskId completion, Class<R> result) {
        return store.members(completion, Optional.empty(), 100).stream()
                .map(member -> new GroupMember<>(
                        member.id(),
                        member.type(),
                        member.state(),
                        member.resultJson().map(stored -> read(stored, result)),
                        member.error()))
                .toList();
    }

    private <T> T read(String stored, Class<T> type) {
        try {
            return json.readValue(stored, type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
