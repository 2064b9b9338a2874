package dev.handoff.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.type.TypeNames;
import dev.handoff.kit.json.JsonFault;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.kit.text.Nearest;
import dev.handoff.task.ClaimCheck;
import dev.handoff.task.GroupFiles;
import dev.handoff.task.Invalid;
import dev.handoff.task.Labels;
import dev.handoff.task.NotFound;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import dev.handoff.task.Violation;
import io.quarkus.arc.All;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** The types that this application has handlers for, and the rules for their inputs. */
@ApplicationScoped
public class TaskTypes {

    private static final Set<String> NONE = Set.of("none");

    private final Map<String, TaskHandler<?, ?>> handlers = new TreeMap<>();
    private final Map<String, SecretFields> secrets = new HashMap<>();
    private final Map<String, RecordSchema> schemas = new ConcurrentHashMap<>();
    private final TypeNames names;
    private final Set<String> served;
    private final ObjectMapper json;

    @Inject
    TaskTypes(@All List<TaskHandler<?, ?>> handlers, TypeNames names, EngineConfig config, ObjectMapper json) {
        this(handlers, names, config.serve(), json);
    }

    /** Of these handlers, all or the named ones run here. */
    public TaskTypes(List<TaskHandler<?, ?>> handlers, Optional<Set<String>> serve, ObjectMapper json) {
        this(handlers, TypeNames.of(handlers.stream().map(TaskHandler::type).toList()), serve, json);
    }

    private TaskTypes(
            List<TaskHandler<?, ?>> handlers, TypeNames names, Optional<Set<String>> serve, ObjectMapper json) {
        this.json = json;
        this.names = names;
        for (var handler : handlers) {
            var other = this.handlers.put(handler.type().name(), handler);
            if (other != null) {
                throw new IllegalStateException(
                        "two handlers for type " + handler.type().name() + ": " + handler + " and " + other);
            }
            FieldNames.check(handler.type(), json);
            if (!handler.type().secrets().isEmpty()) {
                secrets.put(handler.type().name(), SecretFields.of(handler.type()));
            }
        }
        this.served = serve.map(given -> given.equals(NONE) ? Set.<String>of() : owned(given))
                .orElse(this.handlers.keySet());
    }

    private Set<String> owned(Set<String> given) {
        return given.stream().map(names::own).collect(Collectors.toUnmodifiableSet());
    }

    void check(@Observes StartupEvent starting) {
        for (var name : served) {
            if (!handlers.containsKey(name)) {
                throw new ConfigurationException("HANDOFF_SERVE names the unknown task type " + name + "; known are "
                        + String.join(", ", handlers.keySet()) + Nearest.question(name, handlers.keySet()));
            }
        }
    }

    /** Sorted by name. */
    public List<TaskType<?, ?>> all() {
        return handlers.values().stream().<TaskType<?, ?>>map(TaskHandler::type).toList();
    }

    /** Whether a type is called so here. */
    public boolean isKnown(String name) {
        return handlers.containsKey(names.own(name));
    }

    /** The type's own name, of that or an alias; the text itself if it names no type that is known here. */
    public String nameOf(String name) {
        return names.own(name);
    }

    /** All that types are called here: their own names, and all others. */
    public Set<String> names() {
        return names.all();
    }

    /**
     * The type of that name or alias.
     *
     * @throws NotFound if there is no handler for it here
     */
    public TaskType<?, ?> get(String name) {
        var handler = handlers.get(names.own(name));
        if (handler == null) {
            throw unknown(name, handlers.keySet());
        }
        return handler.type();
    }

    /**
     * The type of that name or alias, if this instance runs it.
     *
     * @throws NotFound if there is no handler for it here, or the instance is told to leave it to others
     */
    public TaskType<?, ?> getServed(String name) {
        var type = get(name);
        if (!served.contains(type.name())) {
            throw unknown(name, served);
        }
        return type;
    }

    private static NotFound unknown(String name, Set<String> known) {
        return NotFound.unknown(
                "task type",
                "unknown task type " + name + "; served here are " + String.join(", ", known)
                        + Nearest.question(name, known));
    }

    /** Those of the type of that name; empty if it has none, or is of another release and unknown here. */
    public Optional<Labels> labels(String name) {
        return Optional.ofNullable(handlers.get(name))
                .flatMap(handler -> handler.type().labels());
    }

    /** The field of the input that the type of that name correlates by; empty if by none, or if the type is unknown here. */
    public Optional<String> correlated(String name) {
        return Optional.ofNullable(handlers.get(name))
                .flatMap(handler -> handler.type().correlated());
    }

    /** What is not shown of the type's tasks; empty if all is, and if the type is unknown here, and with it its secrets. */
    public Optional<SecretFields> secrets(String type) {
        return Optional.ofNullable(secrets.get(type));
    }

    /** What puts away what is large in inputs of this type; empty if nothing does. */
    public Optional<ClaimCheck<?>> claimCheck(String type) {
        return handlers.get(type) instanceof ClaimCheck<?> check ? Optional.of(check) : Optional.empty();
    }

    /** The files of groups that are completed by this type; empty if they have none. */
    public Optional<GroupFiles> files(String type) {
        return handlers.get(type) instanceof GroupFiles files ? Optional.of(files) : Optional.empty();
    }

    /** The names of the types that this instance runs. */
    public Set<String> served() {
        return served;
    }

    /** The handler of the type, if this instance runs it; a newer release may have one, or another instance. */
    public Optional<TaskHandler<?, ?>> handler(String type) {
        return served.contains(type) ? Optional.ofNullable(handlers.get(type)) : Optional.empty();
    }

    /** The JSON Schema (draft 2020-12) of the type's input. */
    public JsonNode inputSchema(TaskType<?, ?> type) {
        return schema(type).asJson();
    }

    /**
     * Checks input as it is checked at submission: by the type's schema, then by its handler, unless no type is served here.
     *
     * @throws Invalid that names every broken rule, and no secret
     */
    public void check(TaskType<?, ?> type, JsonNode input) {
        secrets(type.name())
                .ifPresentOrElse(secret -> checkDiscreetly(type, input, secret), () -> check(type, input, input));
    }

    private void checkDiscreetly(TaskType<?, ?> type, JsonNode input, SecretFields secret) {
        refuse(type, secret.masks(input));
        try {
            check(type, input, secret.masked(input));
        } catch (Invalid telling) {
            throw discreet(telling, text -> secret.masked(text, input));
        }
    }

    /** @param told the input as it may be repeated */
    private void check(TaskType<?, ?> type, JsonNode input, JsonNode told) {
        refuse(type, schema(type).violations(input, told));
        var readable = read(type, input);
        if (!served.isEmpty()) {
            handlers.get(type.name()).check(cast(readable));
        }
    }

    private static void refuse(TaskType<?, ?> type, List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw Invalid.of("task", "the input of " + type.name() + " is not valid", violations);
        }
    }

    private static Invalid discreet(Invalid telling, UnaryOperator<String> mask) {
        var violations = telling.violations().stream()
                .map(it -> new Violation(it.field(), mask.apply(it.message())))
                .toList();
        return new Invalid("task", mask.apply(telling.getMessage()), violations);
    }

    private Object read(TaskType<?, ?> type, JsonNode input) {
        try {
            return json.treeToValue(input, type.input());
        } catch (JsonProcessingException unreadable) {
            throw Invalid.task(JsonFault.pointer(unreadable), JsonFault.reason(unreadable));
        }
    }

    private RecordSchema schema(TaskType<?, ?> type) {
        return schemas.computeIfAbsent(type.name(), name -> RecordSchema.of(type.input(), json));
    }

    // A handler's input is of its type's input class; the wildcard of the registry has forgotten which one.
    @SuppressWarnings("unchecked")
    private static <T> T cast(Object value) {
        return (T) value;
    }
}
