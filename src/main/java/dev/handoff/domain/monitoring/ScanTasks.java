package dev.handoff.domain.monitoring;

import com.fasterxml.jackson.databind.JsonNode;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

/** The tasks that a scan needs, for those who watch whether it gets them. */
@Singleton
public class ScanTasks {

    /** The names of their types. */
    public static final List<String> TYPES =
            List.of(BatchScan.BATCH_SCAN.name(), CloseScan.CLOSE_SCAN.name(), FinalizeScan.FINALIZE_SCAN.name());

    private final ScanStore store;

    ScanTasks(ScanStore store) {
        this.store = store;
    }

    /**
     * Whether a scan still lacks what a task was to do.
     *
     * @param scan empty if nothing of it is stored
     * @param type one of {@link #TYPES}
     * @param input of the task
     */
    public boolean lacks(String id, Optional<ScanStore.Scan> scan, String type, JsonNode input) {
        if (!input.path("scan_id").asText().equals(id)
                || scan.flatMap(ScanStore.Scan::finishedAt).isPresent()) {
            return false;
        }
        return switch (type) {
            case "batch-scan" ->
                store.digest(id, input.path("batch_number").asInt()).isEmpty();
            case "close-scan" ->
                scan.flatMap(ScanStore.Scan::transmittedMessages).isEmpty();
            default -> true;
        };
    }
}
