package dev.handoff.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.task.InvalidTask;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The types that this application has handlers for, and the rules for their inputs. */
@ApplicationScoped
public class TaskTypes {

    private final Map<String, TaskHandler<?, ?>> handlers = new TreeMap<>();
    private final Map<String, InputSchema> schemas = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    public TaskTypes(@All List<TaskHandler<?, ?>> handlers, ObjectMapper json) {
        this.json = json;
        for (var handler : handlers) {
            var other = this.handlers.put(handler.type().name(), handler);
            if (other != null) {
                throw new IllegalStateException(
                        "two handlers for type " + handler.type().name() + ": " + handler + " and " + other);
            }
        }
    }

    /** Sorted by name. */
    public List<TaskType<?, ?>> all() {
        return handlers.values().stream().<TaskType<?, ?>>map(TaskHandler::type).toList();
    }

    /**
     * The type of that name.
     *
     * @throws UnknownTaskType if there is no handler for it here
     */
    public TaskType<?, ?> get(String name) {
        return handler(name)
                .orElseThrow(() -> new UnknownTaskType(name, handlers.keySet()))
                .type();
    }

    /** The handler of the type; empty if there is none here, perhaps because a newer release has it. */
    Optional<TaskHandler<?, ?>> handler(String type) {
        return Optional.ofNullable(handlers.get(type));
    }

    /** The JSON Schema (draft 2020-12) of the type's input. */
    public JsonNode inputSchema(TaskType<?, ?> type) {
        return schema(type).asJson();
    }

    /**
     * Checks input as it is checked at submission: by the type's schema, then by its handler.
     *
     * @throws InvalidTask that names every broken rule
     * @throws UnknownTaskType if there is no handler for the type here
     */
    public void check(TaskType<?, ?> type, JsonNode input) {
        var violations = schema(type).violations(input);
        if (!violations.isEmpty()) {
            var first = violations.getFirst();
            throw new InvalidTask(
                    "the input of " + type.name() + " is not valid: " + first.field() + " " + first.message(),
                    violations);
        }
        handler(type.name())
                .orElseThrow(() -> new UnknownTaskType(type.name(), handlers.keySet()))
                .check(cast(read(type, input)));
    }

    private Object read(TaskType<?, ?> type, JsonNode input) {
        try {
            return json.treeToValue(input, type.input());
        } catch (JsonProcessingException unreadable) {
            throw InvalidTask.of(
                    "", "can't be read as input of " + type.name() + ": " + unreadable.getOriginalMessage());
        }
    }

    private InputSchema schema(TaskType<?, ?> type) {
        return schemas.computeIfAbsent(type.name(), name -> InputSchema.of(type.input(), json));
    }

    // A handler's input is of its type's input class; the wildcard of the registry has forgotten which one.
    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
