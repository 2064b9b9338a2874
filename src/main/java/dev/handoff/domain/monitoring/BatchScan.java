package dev.handoff.domain.monitoring;

import dev.handoff.event.Event;
import dev.handoff.event.Scans;
import dev.handoff.event.Scans.MessageBatch;
import dev.handoff.event.Topic;
import dev.handoff.kit.provider.moderation.Moderator;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Invalid;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskFailure;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;

/** Processes a batch of a scan's messages. The documents' {@code content:batch_scan}. */
@ApplicationScoped
class BatchScan implements TaskHandler<MessageBatch, Scanned>, Subscriber<MessageBatch> {

    /** The label of all types of this package. */
    static final String COMPONENT = "content_monitoring";

    static final TaskType<MessageBatch, Scanned> BATCH_SCAN = TaskType.of(
                    "batch-scan", MessageBatch.class, Scanned.class)
            .aliases("content:batch_scan", "process_bulk_scan_batch_task")
            .labels(COMPONENT, "batch")
            .correlate("scan_id")
            .heavy()
            .onePerProcessor()
            .description("Flags messages that meet rules or that a moderation model objects to.");

    private final Inspection inspection;
    private final ScanStore store;
    private final Completion completion;
    private final Moderator moderator;
    private final ScanTracing tracing;

    BatchScan(Inspection inspection, ScanStore store, Completion completion, Moderator moderator, ScanTracing tracing) {
        this.inspection = inspection;
        this.store = store;
        this.completion = completion;
        this.moderator = moderator;
        this.tracing = tracing;
    }

    @Override
    public TaskType<MessageBatch, Scanned> type() {
        return BATCH_SCAN;
    }

    @Override
    public void check(MessageBatch batch) {
        moderator.missing().ifPresent(remedy -> {
            throw Invalid.task("", remedy);
        });
    }

    @Override
    public Scanned handle(MessageBatch batch, TaskRun run) throws Exception {
        return tracing.trace(batch.scanId(), () -> scan(batch, run));
    }

    private Scanned scan(MessageBatch batch, TaskRun run) throws Exception {
        var digest = Digest.of(batch);
        var scanned = isStored(batch, digest) ? Scanned.repeated(batch) : scan(batch, digest, run);
        // After the commit, and in every attempt. Of a scan's batches and the event that all were sent, the last to be
        // committed sees all others. A process that was killed after its commit asks again.
        completion.submitIfComplete(batch.scanId(), run);
        return scanned;
    }

    private Scanned scan(MessageBatch batch, String digest, TaskRun run) throws Exception {
        var found = inspection.inspect(batch.messages(), run);
        boolean added = store.add(
                new ScanStore.Batch(
                        batch.scanId(),
                        batch.communityServerId(),
                        batch.batchNumber(),
                        digest,
                        batch.messages().size(),
                        found.errors().size()),
                found.flags());
        if (added) {
            return Scanned.of(batch, found);
        }
        if (isStored(batch, digest)) {
            return Scanned.repeated(batch);
        }
        throw completion.refused(batch.scanId(), batch.communityServerId(), "batch " + batch.batchNumber());
    }

    private boolean isStored(MessageBatch batch, String digest) throws TaskFailure {
        var stored = store.digest(batch.scanId(), batch.batchNumber());
        if (stored.isPresent() && !stored.get().equals(digest)) {
            throw TaskFailure.permanent("scan " + batch.scanId() + " has a batch " + batch.batchNumber()
                    + " with other messages; give each batch a number of its own");
        }
        return stored.isPresent();
    }

    @Override
    public String name() {
        return "batch-scan";
    }

    @Override
    public Topic<MessageBatch> topic() {
        return Scans.BATCH;
    }

    @Override
    public void receive(Event<MessageBatch> event, EventTasks tasks) {
        tasks.submit("batch", BATCH_SCAN, event.data());
    }
}
