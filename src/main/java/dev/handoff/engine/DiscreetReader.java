package dev.handoff.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.store.Depth;
import dev.handoff.engine.store.TaskFilter;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.task.TaskId;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.util.List;
import java.util.Optional;

/**
 * Shows tasks without what their types keep secret. The only way from the rows to people, so that no endpoint has to remember
 * it. A type that is unknown here has no secrets that are known either: its tasks are shown as they are.
 */
@Decorator
@Priority(1)
class DiscreetReader implements TaskReader {

    private final TaskReader reader;
    private final TaskTypes types;
    private final ObjectMapper json;

    DiscreetReader(@Any @Delegate TaskReader reader, TaskTypes types, ObjectMapper json) {
        this.reader = reader;
        this.types = types;
        this.json = json;
    }

    @Override
    public Optional<TaskRecord> find(TaskId task) {
        return reader.find(task).map(this::shown);
    }

    @Override
    public Optional<String> input(TaskId task) {
        return reader.input(task);
    }

    @Override
    public List<TaskRecord> list(TaskFilter filter) {
        return reader.list(filter).stream().map(this::shown).toList();
    }

    @Override
    public List<TaskRecord> lost(String type, String text, int most) {
        return reader.lost(type, text, most).stream().map(this::shown).toList();
    }

    @Override
    public Optional<TaskId> horizon(TaskFilter filter) {
        return reader.horizon(filter);
    }

    @Override
    public List<Depth> depth() {
        return reader.depth();
    }

    private TaskRecord shown(TaskRecord task) {
        return types.secrets(task.type()).map(secrets -> shown(task, secrets)).orElse(task);
    }

    private TaskRecord shown(TaskRecord task, SecretFields secrets) {
        var input = parsed(task.inputJson());
        return task.telling(
                secrets.masked(input).toString(),
                task.resultJson()
                        .map(result -> secrets.maskedResult(parsed(result)).toString()),
                text -> secrets.masked(text, input));
    }

    private JsonNode parsed(String stored) {
        try {
            return json.readTree(stored);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a stored input or result is not JSON", impossible);
        }
    }
}
