package dev.handoff.domain.monitoring;

import dev.handoff.event.Event;
import dev.handoff.event.Scans;
import dev.handoff.event.Scans.Transmitted;
import dev.handoff.event.Topic;
import dev.handoff.task.EventTasks;
import dev.handoff.task.Subscriber;
import dev.handoff.task.TaskHandler;
import dev.handoff.task.TaskRun;
import dev.handoff.task.TaskType;
import jakarta.enterprise.context.ApplicationScoped;

/** Stores how many messages a scan has, once all of them were sent. */
@ApplicationScoped
class CloseScan implements TaskHandler<Transmitted, CloseScan.Closed>, Subscriber<Transmitted> {

    static final TaskType<Transmitted, Closed> CLOSE_SCAN = TaskType.of("close-scan", Transmitted.class, Closed.class)
            .labels(BatchScan.COMPONENT, "transmission")
            .correlate("scan_id")
            .description("Notes how many messages a scan has; it is finished once so many are processed.");

    private final ScanStore store;
    private final Completion completion;

    CloseScan(ScanStore store, Completion completion) {
        this.store = store;
        this.completion = completion;
    }

    record Closed(String scanId, int transmittedMessages) {}

    @Override
    public TaskType<Transmitted, Closed> type() {
        return CLOSE_SCAN;
    }

    @Override
    public Closed handle(Transmitted input, TaskRun run) throws Exception {
        if (!store.transmitted(input.scanId(), input.communityServerId(), input.transmittedMessages())
                && !isKnown(input)) {
            throw completion.refused(
                    input.scanId(),
                    input.communityServerId(),
                    "the transmission of " + input.transmittedMessages() + " messages");
        }
        completion.submitIfComplete(input.scanId(), run);
        return new Closed(input.scanId(), input.transmittedMessages());
    }

    /** Whether the event was received before and the scan has been finished since. */
    private boolean isKnown(Transmitted input) {
        return store.find(input.scanId())
                .filter(scan -> scan.communityServer().equals(input.communityServerId()))
                .flatMap(scan -> scan.transmittedMessages())
                .filter(messages -> messages.intValue() == input.transmittedMessages())
                .isPresent();
    }

    @Override
    public String name() {
        return "close-scan";
    }

    @Override
    public Topic<Transmitted> topic() {
        return Scans.TRANSMITTED;
    }

    @Override
    public void receive(Event<Transmitted> event, EventTasks tasks) {
        tasks.submit("close", CLOSE_SCAN, event.data());
    }
}
