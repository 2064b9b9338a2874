package dev.handoff.engine.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.kit.json.RecordSchema;
import dev.handoff.task.Announcement;
import dev.handoff.task.TaskType;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Every kind of news that there can be. */
@ApplicationScoped
public class Catalogue {

    private final Map<String, Kind> announced = new TreeMap<>();
    private final Map<Class<?>, RecordSchema> schemas = new ConcurrentHashMap<>();
    private final ObjectMapper json;

    public Catalogue(TaskTypes types, ObjectMapper json) {
        this.json = json;
        types.all().forEach(this::add);
    }

    // An announcement that two types understand differently is found at the start.
    void check(@Observes StartupEvent starting) {}

    private void add(TaskType<?, ?> type) {
        for (var announcement : type.announcements()) {
            announced.merge(announcement.name(), kind(announcement, type), Catalogue::both);
        }
    }

    private static Kind kind(Announcement<?> announcement, TaskType<?, ?> type) {
        return new Kind(
                announcement.name(),
                announcement.description(),
                announcement.data(),
                List.of(type.name()),
                Optional.empty());
    }

    private static Kind both(Kind one, Kind other) {
        if (!one.data().equals(other.data())) {
            throw new IllegalStateException("types " + one.types() + " and " + other.types() + " announce " + one.name()
                    + " with different data: share one constant");
        }
        var types = Stream.concat(one.types().stream(), other.types().stream()).toList();
        return new Kind(one.name(), one.description(), one.data(), types, one.step());
    }

    /** What is told of all tasks and groups, in the order of their lives, and then announcements, by name. */
    public List<Kind> all() {
        return Stream.concat(Kind.OF_ALL.stream(), announced.values().stream()).toList();
    }

    /** The JSON Schema (draft 2020-12) of the data. */
    public JsonNode schema(Kind kind) {
        return schemas.computeIfAbsent(kind.data(), it -> RecordSchema.ofWritten(it, json))
                .asJson();
    }
}
