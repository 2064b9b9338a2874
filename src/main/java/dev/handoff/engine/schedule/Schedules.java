package dev.handoff.engine.schedule;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.handoff.engine.TaskTypes;
import dev.handoff.task.NotFound;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The schedules that this instance is told of. */
@ApplicationScoped
public class Schedules {

    private final Map<String, Schedule> byName = new TreeMap<>();

    Schedules(ScheduleConfig config, TaskTypes types, ObjectMapper json) {
        config.schedules()
                .map(text -> read(text, types, json))
                .orElse(List.of())
                .forEach(schedule -> byName.put(schedule.name(), schedule));
    }

    private static List<Schedule> read(String text, TaskTypes types, ObjectMapper json) {
        try {
            return new ScheduleParser(types, json).read(text);
        } catch (IllegalArgumentException wrong) {
            throw new ConfigurationException("HANDOFF_SCHEDULES: " + wrong.getMessage());
        }
    }

    /** Has them read, so that an instance with wrong ones doesn't start. */
    void check(@Observes StartupEvent starting) {}

    /** Sorted by name. */
    public Collection<Schedule> all() {
        return byName.values();
    }

    Set<String> names() {
        return byName.keySet();
    }

    /** @throws NotFound if there is none of this name */
    public Schedule get(String name) {
        var schedule = byName.get(name);
        if (schedule == null) {
            throw NotFound.of("schedule", "there is no schedule " + name + "; " + known());
        }
        return schedule;
    }

    private String known() {
        return byName.isEmpty() ? "HANDOFF_SCHEDULES is not set" : "known are " + String.join(", ", names());
    }
}
