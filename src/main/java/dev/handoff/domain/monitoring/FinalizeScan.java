package dev.handoff.domain.monitoring;

import dev.handoff.event.Scans;
import dev.handoff.event.Scans.Finished;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Map;
import java.util.TreeMap;

/** Finishes a scan and publishes what it found. The documents' {@code content:finalize_scan}. */
@ApplicationScoped
class FinalizeScan implements TaskHandler<FinalizeScan.Input, FinalizeScan.Outcome> {

    static final TaskType<Input, Outcome> FINALIZE_SCAN = TaskType.of("finalize-scan", Input.class, Outcome.class)
            .aliases("content:finalize_scan", "finalize_bulk_scan_task")
            .labels(BatchScan.COMPONENT, "finalize")
            .correlate("scan_id")
            .description("Finishes a scan all of whose messages are processed.");

    private final ScanStore store;

    FinalizeScan(ScanStore store) {
        this.store = store;
    }

    record Input(@NotNull @Pattern(regexp = Scans.ID) String scanId) {}

    /** @param published false if another task has finished the scan and published that */
    record Outcome(Finished scan, boolean published) {}

    @Override
    public TaskType<Input, Outcome> type() {
        return FINALIZE_SCAN;
    }

    @Override
    public Outcome handle(Input input, TaskRun run) throws Exception {
        store.finish(input.scanId(), run.taskId());
        var scan = store.find(input.scanId())
                .orElseThrow(() -> TaskFailure.permanent("there is no scan " + input.scanId()));
        var by = scan.finishedBy().orElseThrow(() -> unfinished(scan));
        // A finished scan takes no batches, so every attempt counts the same.
        var finished = new Finished(
                scan.id(),
                scan.communityServer(),
                scan.processedMessages(),
                scan.flaggedMessages(),
                scan.failedMessages(),
                store.reasons(scan.id()));
        if (!by.equals(run.taskId())) {
            return new Outcome(finished, false);
        }
        run.submit("audit", AuditLog.AUDIT_LOG, audit(scan, run));
        run.publish(Scans.FINISHED, finished);
        return new Outcome(finished, true);
    }

    private static AuditLog.Entry audit(ScanStore.Scan scan, TaskRun run) {
        var details = new TreeMap<>(Map.of(
                "processed_messages", Long.toString(scan.processedMessages()),
                "flagged_messages", Long.toString(scan.flaggedMessages()),
                "failed_messages", Long.toString(scan.failedMessages())));
        return new AuditLog.Entry(
                run.taskId().toString(),
                scan.finishedAt().orElseThrow(),
                "handoff",
                "scan.finished",
                "scan",
                scan.id(),
                details);
    }

    private static TaskFailure unfinished(ScanStore.Scan scan) {
        return TaskFailure.permanent("scan " + scan.id() + " is not complete: " + scan.processedMessages() + " of "
                + scan.transmittedMessages().map(Object::toString).orElse("an untold number of")
                + " messages are processed");
    }
}
