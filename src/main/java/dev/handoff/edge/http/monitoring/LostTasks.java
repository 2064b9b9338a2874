package dev.handoff.edge.http.monitoring;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.handoff.domain.monitoring.ScanStore;
import dev.handoff.domain.monitoring.ScanTasks;
import dev.handoff.engine.store.TaskReader;
import dev.handoff.engine.store.TaskRecord;
import dev.handoff.task.TaskId;
import dev.handoff.task.TaskState;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Finds tasks without whose success a scan never ends. */
@Singleton
class LostTasks {

    /** Of each type. */
    private static final int MAX_SHOWN = 20;

    private final TaskReader reader;
    private final ScanTasks needed;
    private final ObjectMapper json;

    LostTasks(TaskReader reader, ScanTasks needed, ObjectMapper json) {
        this.reader = reader;
        this.needed = needed;
        this.json = json;
    }

    @Schema(description = "A task that a scan waits for in vain")
    record LostTask(TaskId taskId, String type, TaskState state, Optional<String> error) {}

    /** @param scan empty if nothing of it is stored */
    List<LostTask> of(String id, Optional<ScanStore.Scan> scan) {
        return ScanTasks.TYPES.stream()
                .flatMap(type -> reader.lost(type, id, MAX_SHOWN).stream())
                .filter(task -> needed.lacks(id, scan, task.type(), input(task)))
                .map(task -> new LostTask(task.id(), task.type(), task.state(), task.error()))
                .toList();
    }

    private JsonNode input(TaskRecord task) {
        try {
            return json.readTree(task.inputJson());
        } catch (JsonProcessingException neverRead) {
            return MissingNode.getInstance();
        }
    }
}
