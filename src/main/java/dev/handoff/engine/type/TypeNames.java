package dev.handoff.engine.type;

import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskType;
import io.quarkus.arc.All;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What types are called: by their own names, by those with underscores for hyphens, and by their aliases. */
@Singleton
public final class TypeNames {

    private final Map<String, String> own = new HashMap<>();

    @Inject
    TypeNames(@All List<TaskHandler<?, ?>> handlers) {
        this(handlers.stream().<TaskType<?, ?>>map(TaskHandler::type).toList());
    }

    private TypeNames(Collection<? extends TaskType<?, ?>> types) {
        types.forEach(type -> add(type.name(), type.aliases()));
    }

    /**
     * The names of these types.
     *
     * @throws IllegalArgumentException if two of them have a name in common
     */
    public static TypeNames of(Collection<? extends TaskType<?, ?>> types) {
        return new TypeNames(types);
    }

    private void add(String name, Set<String> aliases) {
        put(name, name);
        put(name.replace('-', '_'), name);
        aliases.forEach(alias -> put(alias, name));
    }

    private void put(String text, String name) {
        var other = own.put(text, name);
        if (other != null && !other.equals(name)) {
            throw new IllegalArgumentException("both " + other + " and " + name + " are called " + text);
        }
    }

    /** All names of all types. */
    public Set<String> all() {
        return Set.copyOf(own.keySet());
    }

    /** The type's own name, of any of its names; the text itself if no type is called so. */
    public String own(String text) {
        return own.getOrDefault(text, text);
    }
}
